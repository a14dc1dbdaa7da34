import ArgumentParser
import Foundation
import Persistence
import Watch

struct BackupCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into one file, also while the daemon runs.",
        discussion: """
            The copy is one moment of the database. It gets its name only when SQLite's own
            checks and the rows of every table have been compared, so a file of that name is
            a whole backup. Ends with 1 when the database does not pass the checks, with 73
            when the file exists or cannot be written.

            EXAMPLES
              campwatch backup /backup/campwatch-$(date +%F).sqlite
              campwatch backup --force /backup/campwatch.sqlite
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "The file to write.", completion: .file())
    var file: String

    @Flag(help: "Replace the file if there is one.")
    var force = false

    func output(in context: CommandContext) async throws -> CommandOutput {
        let database = directories.directories(in: context).database
        guard force || !InputFile.exists(file) else {
            throw Failure(.cannotWrite, "\(file): exists: name another file, or replace it with --force")
        }
        do {
            let copy = try StoreCopy.make(of: database, at: file, replacing: force)
            return CommandOutput(lines: ["backed up to \(file): \(copy.summary)".safe])
        } catch {
            throw Failure(copying: error)
        }
    }
}

struct RestoreCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database; the daemon must be stopped.",
        discussion: """
            The file is copied and checked before anything is touched. The database that
            stood there is kept as campwatch.sqlite.before-restore. A backup of an older
            version is migrated when the daemon starts, one of a newer version is refused.

            EXAMPLES
              sudo systemctl stop campwatchd
              sudo campwatch restore /backup/campwatch.sqlite
              sudo systemctl start campwatchd
            """)

    @OptionGroup var directories: DirectoryOptions

    @Argument(help: "The backup.", completion: .file())
    var file: String

    func output(in context: CommandContext) async throws -> CommandOutput {
        // A link to the newest backup is a common thing to have.
        let backup = URL(filePath: file).resolvingSymlinksInPath().path
        guard InputFile.exists(backup) else {
            throw Failure(.noInput, "\(file): there is no such file; check the name")
        }
        do {
            let restored = try StateRestore.perform(
                from: backup, in: directories.directories(in: context))
            let kept = restored.keptAs.map { ["the database before it is kept as \($0)".safe] } ?? []
            return CommandOutput(lines: ["restored from \(file): \(restored.copy.summary)".safe] + kept)
        } catch let error as StateLock.Failure {
            throw Failure(.unavailable, "\(error)")
        } catch let error as StoreError {
            throw Failure(copying: error)
        } catch {
            throw Failure(.cannotWrite, "\(error.localizedDescription)")
        }
    }
}

extension StoreCopy {
    /// "25.4 MB, schema 7, 1204 stories, 311 deals, 40 feeds; checked".
    fileprivate var summary: String {
        let megabytes = String(format: "%.1f MB", Double(bytes) / 1e6)
        let rows = ["stories", "deals", "feeds"].map { "\(counts[$0] ?? 0) \($0)" }
        return "\(megabytes), schema \(schemaVersion), \(rows.joined(separator: ", ")); checked"
    }
}

extension Failure {
    fileprivate init(copying error: StoreError) {
        switch error.code {
        case .corrupt: self.init(.nothing, error.description)
        case .full, .readOnly, .inputOutput, .invalidInput: self.init(.cannotWrite, error.description)
        default: self.init(error)
        }
    }
}
