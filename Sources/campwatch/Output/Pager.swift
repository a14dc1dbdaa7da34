import Foundation

/// The program through which long output goes on a terminal.
///
/// As in git(1) it is `$CAMPWATCH_PAGER`, else `$PAGER`, else less; an empty name or `cat` means none.
struct Pager {
    private var program: URL
    private var arguments: [String]

    /// Nil where the text fits, nobody sees a terminal, or there is no such program.
    init?(for text: String, _ terminal: Terminal, _ environment: [String: String]) {
        guard let height = terminal.height, text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) >= height
        else { return nil }
        let command = environment["CAMPWATCH_PAGER"] ?? environment["PAGER"] ?? "less"
        // Words only: no shell reads it, so neither quotes nor variables mean anything.
        let words = command.split(separator: " ").map(String.init)
        guard let name = words.first, name != "cat", let path = Self.path(of: name, environment["PATH"])
        else {
            return nil
        }
        program = URL(filePath: path)
        arguments = Array(words.dropFirst())
    }

    /// Whether the pager showed the text; a reader who leaves early has seen enough.
    func show(_ text: String) -> Bool {
        let process = Process()
        let input = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = input
        // Colours as they are, no pager for less than a screen, the text stays on the screen.
        process.environment = ProcessInfo.processInfo.environment.merging(["LESS": "FRX"]) { own, _ in own }
        signal(SIGPIPE, SIG_IGN)
        do { try process.run() } catch { return false }
        try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        return true
    }

    private static func path(of name: String, _ path: String?) -> String? {
        if name.contains("/") { return name }
        return (path ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
