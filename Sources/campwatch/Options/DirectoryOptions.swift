import Alerting
import Analysis
import ArgumentParser
import Foundation
import NewsModel
import Persistence
import Watch

/// Where configuration and state are; the same defaults as the daemon's.
struct DirectoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Configuration directory (default: $CONFIGURATION_DIRECTORY, ./config, or the installed one).",
            valueName: "dir"),
        completion: .directory)
    var config: String?

    @Option(
        help: ArgumentHelp(
            "State directory (default: $STATE_DIRECTORY, ./state, or the installed one).", valueName: "dir"),
        completion: .directory)
    var state: String?

    func directories(in context: CommandContext) -> Directories {
        Directories(config: config, state: state, environment: context.environment)
    }

    /// The database, for reading beside a running daemon.
    func store(in context: CommandContext) throws -> Store {
        let path = directories(in: context).database
        do {
            return try Store.open(path: path, mode: .reader)
        } catch let error where error.code == .missing {
            throw Failure(
                .noInput, "no database at \(path): start campwatchd once, or name its directory with --state")
        } catch {
            throw Failure(error)
        }
    }

    /// The database and the feeds in it.
    func feeds(in context: CommandContext) async throws -> (store: Store, feeds: [Feed]) {
        let store = try store(in: context)
        return (store, try await storeResult { try await store.feeds() })
    }

    func lexicon(in context: CommandContext) throws -> Lexicon {
        do {
            return try Lexicon.load(directory: directories(in: context).config)
        } catch {
            throw Failure(.configuration, error.description)
        }
    }

    /// Display names of companies; without a readable list of them the names are made of the ids.
    func partyNames(in context: CommandContext) -> @Sendable (String) -> String {
        // A broken list must not keep anyone from reading stored deals; `analyze` and the daemon report it.
        knowledge(in: context).name
    }
}

extension Failure {
    init(_ error: ControlClient.Failure) {
        self.init(.unavailable, "\(error): \(error.remedy)")
    }

    init(_ error: StoreError) {
        let code: Code =
            switch error.code {
            case .missing: .noInput
            case .invalidInput: .usage
            case .notFound: .nothing
            default: .unavailable
            }
        self.init(code, error.description)
    }
}
