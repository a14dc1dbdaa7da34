import Analysis
import ArgumentParser
import FeedParsing
import Foundation

struct FeedsParseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Read a feed from a file and print what is in it as JSON.",
        discussion: """
            Needs no database and no daemon. What is no feed ends with exit code 3, still
            with JSON that says why. With --batch the paths come on standard input, one a
            line, and each gives one line of JSON with its path; a bad one stops nothing.

            EXAMPLES
              campwatch feeds parse --base-url https://example.org/ai.xml ai.xml
              curl -s https://example.org/rss | campwatch feeds parse - --html text
              find . -name '*.xml' | campwatch feeds parse --batch | jq -r .format
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, jsonl, count
    }

    @OptionGroup var document: DocumentOptions

    @Option(help: "HTML in the texts: as it is, reduced to what is safe, or as plain text.")
    var html: MarkupTreatment = .keep

    @Option(help: "One object, one line for each entry, or the number of entries.")
    var format: Format = .json

    @Flag(help: "Read paths from standard input.")
    var batch = false

    @Flag(help: "Take documents and fields of any size.")
    var noLimits = false

    @Argument(help: "File to read; - for standard input.", completion: .file())
    var file: String?

    func validate() throws {
        if batch, file != nil { throw ValidationError("--batch takes its paths from standard input") }
        if !batch, file == nil { throw ValidationError("name a file, or - for standard input") }
    }

    func run() async throws {
        guard let file else {
            let batch = FeedBatch(job: job, onlyCounts: format == .count)
            var paths = LineBuffer()
            while case let data = FileHandle.standardInput.availableData, !data.isEmpty {
                try await batch.run(paths.take(data), write: Console.write)
            }
            try await batch.run(paths.rest(), write: Console.write)
            return
        }
        let output = try output(of: file)
        try Console.write(output.text)
        if let failure = output.failure { throw failure }
    }

    /// What the command prints for one file; throws only when the file cannot be read.
    func output(of file: String) throws -> CommandOutput {
        do {
            if format == .count { return CommandOutput("\(try job.count(file))\n") }
            let feed = try job.parse(file)
            if format == .json { return CommandOutput(feed.json.pretty + "\n") }
            return CommandOutput(feed.entries.map { $0.json.compact + "\n" }.joined())
        } catch let error as FeedParsingError {
            let refusal = OrderedJSON.object(job.refusal(error, of: file))
            return CommandOutput(
                refusal.pretty + "\n",
                failure: Failure(.refused, "\(InputFile.name(file)): \(error): \(error.hint)"))
        }
    }

    var job: FeedParseJob {
        FeedParseJob(
            source: document.source, treatment: html,
            limits: noLimits ? .unlimited : .standard)
    }
}

extension MarkupTreatment: ExpressibleByArgument {}

/// Cuts what comes in into lines; the last one may be without its end.
private struct LineBuffer {
    private var bytes: [UInt8] = []

    /// The lines that are complete with these bytes.
    mutating func take(_ data: Data) -> [String] {
        bytes += data
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        defer { bytes.removeFirst(end) }
        return lines(bytes[..<end])
    }

    mutating func rest() -> [String] { lines(bytes[...]) }

    private func lines(_ bytes: ArraySlice<UInt8>) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n")).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }
    }
}
