import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

struct ImportCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take stories of an export into the database; the daemon must be stopped.",
        discussion: """
            Reads what `campwatch export stories --format jsonl` wrote. Every story is
            analysed anew and its deals are matched with the known ones; no alert is raised.
            What the database has already stays as it is, so a second import changes
            nothing. What people have said about a story holds here too, and comes to
            stories that are there already, unless somebody spoke of them here since. Feeds that it does not know are not subscribed.

            EXAMPLES
              campwatch import stories.jsonl
              zcat stories.jsonl.gz | campwatch import -
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "The export; - for standard input.", completion: .file())
    var file: String

    func output(in context: CommandContext) async throws -> CommandOutput {
        let lines = try LineReader(file)
        let lexicon = try directories.lexicon(in: context)
        let places = directories.directories(in: context)
        let lock = try places.lock()
        let count = try await storeResult {
            try await read(
                lines,
                StoryImport(
                    lexicon: lexicon, store: try Store.open(path: places.database, mode: .owner),
                    now: context.now), lines.size.map(context.progress))
        }
        lock.release()
        let labelled = count.labelled > 0 ? ", \(count.labelled) labelled" : ""
        return CommandOutput(
            lines: [
                "\(count.new.counting("story", "stories")) imported, \(count.known) were there already\(labelled)"
            ])
    }

    private func read(
        _ lines: LineReader, _ importer: StoryImport, _ progress: ProgressBar?
    ) async throws -> StoryImport.Count {
        var importer = importer
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        var number = 0
        while let line = try lines.next() {
            number += 1
            progress?.show(lines.bytesRead)
            guard !line.isEmpty else { continue }
            do {
                try await importer.add(decoder.decode(StoryImport.Record.self, from: line))
            } catch is DecodingError {
                try await importer.finish()
                throw Failure(
                    .refused,
                    "\(InputFile.name(file)):\(number): not a line of `campwatch export stories --format jsonl`; "
                        + "\(importer.count.new.counting("story before it is", "stories before it are")) imported"
                )
            }
        }
        try await importer.finish()
        return importer.count
    }
}

/// The lines of a file or of standard input, one in memory at a time.
final class LineReader {
    private static let chunk = 65_536
    /// A story's text has a megabyte at most.
    private static let longest = 16 * 1_048_576

    private let handle: FileHandle
    private let name: String
    private var buffer = Data()
    private var isAtEnd = false
    /// Bytes of the file; nil where that is not known.
    let size: Int?
    private(set) var bytesRead = 0

    init(_ file: String) throws {
        name = InputFile.name(file)
        if file == "-" {
            handle = .standardInput
            size = nil
        } else if let handle = FileHandle(forReadingAtPath: file) {
            self.handle = handle
            size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
        } else {
            throw Failure(.noInput, "\(file): cannot be read; check the name and its permissions")
        }
    }

    /// Nil at the end.
    func next() throws -> Data? {
        var searched = 0
        while true {
            if let end = buffer[(buffer.startIndex + searched)...].firstIndex(of: 0x0A) {
                let line = Data(buffer[..<end])
                buffer = Data(buffer[(end + 1)...])
                return line
            }
            searched = buffer.count
            guard !isAtEnd else {
                defer { buffer = Data() }
                return buffer.isEmpty ? nil : buffer
            }
            guard buffer.count < Self.longest else {
                throw Failure(.refused, "\(name): a line is far too long")
            }
            let more = try handle.read(upToCount: Self.chunk) ?? Data()
            isAtEnd = more.isEmpty
            bytesRead += more.count
            buffer.append(more)
        }
    }
}
