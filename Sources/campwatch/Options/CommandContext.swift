import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

/// What a command knows of the world around it; tests make their own.
struct CommandContext: Sendable {
    var terminal: Terminal
    var environment: [String: String]
    var now: Date
    /// Somebody sees stderr, where long work shows how far it is.
    var showsProgress = false

    static func current() -> CommandContext {
        let environment = ProcessInfo.processInfo.environment
        return CommandContext(
            terminal: .standardOutput(environment), environment: environment, now: Date(),
            showsProgress: isatty(STDERR_FILENO) == 1)
    }

    /// For work of so many steps.
    func progress(_ total: Int) -> ProgressBar { ProgressBar(total: total, isShown: showsProgress) }
}

/// What a command prints, and why it ends with another code than 0, if it does.
struct CommandOutput: Equatable {
    var text: String
    var failure: Failure?
    /// May go through a pager, where it does not fit the terminal.
    var isLong = false
    /// What the text leaves out, a line on stderr.
    var note: String?

    init(_ text: String, failure: Failure? = nil, isLong: Bool = false, note: String? = nil) {
        self.text = text
        self.failure = failure
        self.isLong = isLong
        self.note = note
    }

    /// Lines of a page.
    init(lines: [String]) { self.init(lines.map { $0 + "\n" }.joined()) }
}

/// A command whose whole effect is what it prints.
protocol PrintingCommand: AsyncParsableCommand {
    func output(in context: CommandContext) async throws -> CommandOutput
}

extension PrintingCommand {
    func run() async throws {
        let context = CommandContext.current()
        let output = try await output(in: context)
        let pager = output.isLong ? Pager(for: output.text, context.terminal, context.environment) : nil
        if !(pager?.show(output.text) ?? false) { try Console.write(output.text) }
        if let note = output.note { Console.complain("campwatch: " + note.safe) }
        if let failure = output.failure { throw failure }
    }
}

enum Console {
    static func write(_ text: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }

    /// Text on stderr that is no line of its own.
    static func note(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// A line on stderr; when even that is gone there is nobody left to tell.
    static func complain(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }
}
