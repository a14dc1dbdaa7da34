/// What a run has done and seen, as a table.
package struct CrashReport: Sendable {
    /// Of one kind of moment.
    struct Kills {
        /// The awaited event came before the kill.
        var atEvent = 0
        /// It did not, within two seconds.
        var inVain = 0
        /// Before the daemon was ready.
        var early = 0
    }

    /// Readiness is promised for a machine that does nothing else, so the median counts, not the worst.
    private static let readyLimit = Duration.seconds(2)

    package let seed: UInt64
    package internal(set) var rounds = 0
    package internal(set) var duration = Duration.zero
    private var kills: [KillMoment: Kills] = [:]
    private var starts = 0
    private var readyTimes: [Duration] = []
    private var counts: [Violation.Check: Int] = [:]
    var repeats = 0
    var fragments = 0
    var releases = 0
    var rotations = 0
    /// Held alerts that were told in a summary.
    var told = 0
    var inspections = 0

    init(seed: UInt64) { self.seed = seed }

    /// How many of a kind were in order after all came to rest.
    package func count(_ check: Violation.Check) -> Int { counts[check] ?? 0 }

    /// Counts a kill.
    ///
    /// A life that had the time to get ready and did not counts with its age, or the slow ones would never show.
    mutating func killed(_ moment: KillMoment, hasCome: Bool, readyAfter: Duration?, age: Duration) {
        started(readyAfter: readyAfter ?? (age >= Self.readyLimit ? age : nil))
        var these = kills[moment] ?? Kills()
        if hasCome { these.atEvent += 1 } else { these.inVain += 1 }
        if readyAfter == nil { these.early += 1 }
        kills[moment] = these
    }

    mutating func started(readyAfter: Duration?) {
        starts += 1
        if let readyAfter { readyTimes.append(readyAfter) }
    }

    mutating func add(_ more: [Violation.Check: Int]) { counts.merge(more, uniquingKeysWith: +) }

    func checkReadiness() throws(Violation) {
        guard let median, median > Self.readyLimit else { return }
        throw Violation(.ready, "half of the starts took longer than \(Self.seconds(median))")
    }

    private var median: Duration? {
        readyTimes.isEmpty ? nil : readyTimes.sorted()[readyTimes.count / 2]
    }

    private static func seconds(_ duration: Duration) -> String {
        "\((duration / .seconds(1) * 1_000).rounded() / 1_000) s"
    }

    // MARK: Words

    /// One line while the run goes on.
    package var progress: String {
        "\(rounds) kills, all in order: \(count(.entries)) entries, \(count(.outbox)) outbox rows, "
            + "\(count(.json)) lines, \(count(.webhooks)) webhooks"
    }

    package var table: String {
        let moments = KillMoment.allCases.compactMap { moment in
            kills[moment].map { kills in
                row(
                    moment.rawValue, kills.atEvent + kills.inVain,
                    "\(kills.early) before ready"
                        + (kills.inVain > 0 ? ", \(kills.inVain) waited in vain" : ""))
            }
        }
        let notes: [Violation.Check: String] = [
            .text: "\(fragments) torn lines closed", .webhooks: "\(repeats) repeats",
            .held: "\(told) alerts in them",
        ]
        let checks: [Violation.Check] = [.entries, .deals, .outbox, .json, .text, .webhooks, .mails, .held]
        let late = readyTimes.count { $0 > Self.readyLimit }
        let ready = readyTimes.max().flatMap { most in
            median.map { "median \(Self.seconds($0)), longest \(Self.seconds(most)), \(late) over 2 s" }
        }
        return
            (["killed"] + moments + ["checked"] + checks.map { row($0.rawValue, count($0), notes[$0] ?? "") }
            + [
                row(Violation.Check.database.rawValue, inspections, "looks at what was left"),
                row("starts with time to get ready", readyTimes.count, "of \(starts): \(ready ?? "")"),
                row("rotations of the alert logs", rotations, "of a daemon at work, before its kill"),
                row("feeds released from quarantine", releases, "two kills while one was read"),
            ]).joined(separator: "\n")
    }

    private func row(_ name: String, _ count: Int, _ note: String) -> String {
        let number = String(count)
        let gap = String(repeating: " ", count: max(1, 56 - name.count - number.count))
        return "  " + name + gap + number + (note.isEmpty ? "" : "  " + note)
    }
}
