import NewsModel

/// The feeds that are read one by one before all others after a crash, so that the next crash names its cause.
///
/// The others are held back meanwhile, which must end: a slow site with pages takes a minute, and after a kill at a bad
/// moment dozens of feeds are suspects. What was not reached by then stays due and is read with the rest.
struct SuspectLine {
    /// The longest time that the other feeds wait.
    static let longestHold = Duration.seconds(120)

    private var suspects: [Feed]
    private let end: ContinuousClock.Instant
    /// Whether nothing else may be read.
    private(set) var isHolding: Bool

    init(_ suspects: [Feed], now: ContinuousClock.Instant) {
        self.suspects = suspects
        end = now + Self.longestHold
        isHolding = !suspects.isEmpty
    }

    /// The feed to read now; nil while one is being read, and when the others may go on.
    mutating func next(isIdle: Bool, now: ContinuousClock.Instant) -> Feed? {
        guard isHolding else { return nil }
        if now >= end { suspects = [] }
        guard isIdle || suspects.isEmpty && now >= end else { return nil }
        isHolding = !suspects.isEmpty
        return isHolding ? suspects.removeFirst() : nil
    }
}
