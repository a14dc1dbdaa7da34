import ArgumentParser
import Foundation

/// One measured run in a process of its own; the last line of its output is a JSON object of figures.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Does one measured run (started by campwatch-bench itself).",
        shouldDisplay: false)

    enum Job: String, ExpressibleByArgument {
        case generateLong, generateShort, generateJSON, parse, parseOften, fetch, fetchAgain, analyse, match,
            store, cycle, idleCycle, storm
        case subscribe, idle, archive, ask
    }

    @Argument var job: Job
    @Option(help: "Entries, feeds or stories.") var count: Int
    @Option(help: "The file that is written or read.") var file = ""
    @Option(help: "What is asked of an archive.") var query = ""

    func run() async throws {
        let figures: [String: Double] =
            switch job {
            case .generateLong: try FeedGenerator.write(entries: count, paragraphs: 2..<6, to: file)
            case .generateShort: try FeedGenerator.write(entries: count, paragraphs: 1..<3, to: file)
            case .generateJSON: try FeedGenerator.writeJSON(entries: count, paragraphs: 2..<6, to: file)
            case .parse: try ParseWorker.readOnce(file)
            case .parseOften: try ParseWorker.readOften(file, times: count)
            case .fetch: try await FetchWorker.run(feeds: count, status: 200)
            case .fetchAgain: try await FetchWorker.run(feeds: count, status: 304)
            case .analyse: try AnalyseWorker.run(stories: count)
            case .match: try MatchWorker.run(stories: count)
            case .store: try await StoreWorker.run(stories: count)
            case .cycle: try await CycleWorker.run(feeds: count)
            // What a feed holds does not matter to an answer without it.
            case .idleCycle: try await CycleWorker.run(feeds: count, entries: 1)
            case .storm: try await StormWorker.run(matches: count)
            case .subscribe: try await IdleWorker.subscribe(feeds: count, in: file)
            case .idle: try await IdleWorker.run(in: file)
            case .archive: try Archive.prepare(stories: count, at: file)
            case .ask: try await ArchiveWorker.run(ArchiveQuery(rawValue: query) ?? .stories, file: file)
            }
        print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
    }
}
