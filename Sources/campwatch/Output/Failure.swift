/// Why a command gives up: what happened, how to mend it, and the exit code (sysexits.h).
struct Failure: Error, Equatable {
    enum Code: Int32, CaseIterable {
        /// Nothing was found, or a check failed.
        case nothing = 1
        /// The input holds nothing of what was asked for.
        case refused = 3
        case usage = 64
        case noInput = 66
        case unavailable = 69
        case cannotWrite = 73
        case configuration = 78
    }

    var code: Code
    /// "what: how to mend it"; may have several lines.
    var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// What goes to stderr, every line safe for a terminal.
    var text: String {
        message.split(separator: "\n").map { "campwatch: " + String($0).safe }.joined(separator: "\n")
    }
}
