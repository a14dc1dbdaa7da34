/// How far a long piece of work is, on the terminal's last line; nothing where nobody sees it.
///
/// Its line goes with it, however the work ends.
final class ProgressBar {
    private let total: Int
    private let write: ((String) -> Void)?
    private var shown = -1
    private static let width = 30

    convenience init(total: Int, isShown: Bool) {
        self.init(total: total, write: isShown ? { Console.note($0) } : nil)
    }

    /// `write` is nil where nobody sees it.
    init(total: Int, write: ((String) -> Void)?) {
        self.total = max(total, 1)
        self.write = write
    }

    func show(_ done: Int) {
        guard let write else { return }
        let share = done >= total ? 100 : done * 100 / total
        guard share != shown else { return }
        shown = share
        let full = Self.width * share / 100
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
        write("\r\(bar) \(share) %")
    }

    /// Takes the line away.
    func end() {
        if shown >= 0 { write?("\r\u{1B}[K") }
        shown = -1
    }

    deinit { end() }
}
