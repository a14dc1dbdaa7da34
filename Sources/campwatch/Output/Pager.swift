import Foundation

/// The program through which long output goes on a terminal.
///
/// As in git(1) it is `$CAMPWATCH_PAGER`, else `$PAGER`, else less; an empty name or `cat` means none.
struct Pager {
    private var program: String
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
        program = path
        arguments = Array(words.dropFirst())
    }

    /// Whether the pager showed the text; a reader who leaves early has seen enough.
    ///
    /// It stays in the process group of the terminal, which `Process` would take it out of: a pager in the background may
    /// not read the keyboard.
    func show(_ text: String) -> Bool {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return false }
        signal(SIGPIPE, SIG_IGN)
        // An interrupt is for the pager.
        signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, SIG_DFL) }
        let child = start(reading: ends[0], notHolding: ends[1])
        close(ends[0])
        let input = FileHandle(fileDescriptor: ends[1], closeOnDealloc: false)
        if child != nil { try? input.write(contentsOf: Data(text.utf8)) }
        close(ends[1])
        guard let child else { return false }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return true
    }

    private func start(reading input: Int32, notHolding output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addclose(&actions, input)
        posix_spawn_file_actions_addclose(&actions, output)
        // Colours as they are, no pager for less than a screen, the text stays on the screen.
        let environment = ProcessInfo.processInfo.environment.merging(["LESS": "FRX"]) { own, _ in own }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var child: pid_t = 0
        return posix_spawn(&child, program, &actions, nil, &words, &variables) == 0 ? child : nil
    }

    private static func path(of name: String, _ path: String?) -> String? {
        if name.contains("/") { return name }
        return (path ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
