/// How far a long piece of work is, on the terminal's last line; nothing where nobody sees a terminal.
struct ProgressBar {
    private let total: Int
    private let isShown: Bool
    private var shown = -1
    private static let width = 30

    init(total: Int, isShown: Bool) {
        self.total = max(total, 1)
        self.isShown = isShown
    }

    mutating func show(_ done: Int) {
        let share = min(done * 100 / total, 100)
        guard isShown, share != shown else { return }
        shown = share
        let full = Self.width * share / 100
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
        Console.note("\r\(bar) \(share) %")
    }

    /// Takes the line away.
    func end() {
        if shown >= 0 { Console.note("\r\u{1B}[K") }
    }
}
