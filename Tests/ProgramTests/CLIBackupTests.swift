import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Watch
@testable import campwatch

@Suite struct CLIBackupTests {
    private func output<Command: PrintingCommand>(
        _ command: Command.Type, _ arguments: [String], in fixture: CLIFixture
    ) async throws -> CommandOutput {
        let parsed = try #require(try command.parse(fixture.arguments + arguments) as Command?)
        return try await parsed.output(in: fixture.context)
    }

    @Test func aBackupSaysWhatItHoldsAndNeedsForceToReplaceAFile() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let file = fixture.directory.file("backup.sqlite")

        let said = try await output(BackupCommand.self, [file], in: fixture).text

        #expect(said.hasPrefix("backed up to \(file): "))
        #expect(said.contains(" 2 stories, 1 deals, 2 feeds; checked\n"))
        let refused = await #expect(throws: Failure.self) {
            try await output(BackupCommand.self, [file], in: fixture)
        }
        #expect(refused?.code == .cannotWrite)
        _ = try await output(BackupCommand.self, [file, "--force"], in: fixture)
        let nowhere = await #expect(throws: Failure.self) {
            try await output(BackupCommand.self, [fixture.directory.file("no/such/folder")], in: fixture)
        }
        #expect(nowhere?.code == .cannotWrite)
    }

    @Test func aRestoreIsRefusedWhileADaemonHoldsTheStateDirectory() async throws {
        let fixture = try await CLIFixture()
        let file = fixture.directory.file("backup.sqlite")
        _ = try await output(BackupCommand.self, [file], in: fixture)
        let lock = try StateLock(path: fixture.directory.file("campwatch.lock"))

        let refused = await #expect(throws: Failure.self) {
            try await output(RestoreCommand.self, [file], in: fixture)
        }

        #expect(refused?.code == .unavailable && refused?.message.contains("campwatch.lock") == true)
        lock.release()
        #expect(try await output(RestoreCommand.self, [file], in: fixture).text.contains("before-restore"))
    }

    @Test func aRestoreMakesFeedsThatTheBackupLacksNewAgain() async throws {
        let fixture = try await CLIFixture()
        let file = fixture.directory.file("backup.sqlite")
        try await fixture.fill()
        _ = try await output(BackupCommand.self, [file], in: fixture)
        try fixture.directory.write(
            "https://later.example/rss\nhttps://wire.example/rss", to: "feeds.imported")

        _ = try await output(RestoreCommand.self, [file], in: fixture)

        let imported = try String(contentsOfFile: fixture.directory.file("feeds.imported"), encoding: .utf8)
        #expect(imported == "https://wire.example/rss")
    }

    @Test func aMissingBackupIsNoInput() async throws {
        let fixture = try await CLIFixture()

        let error = await #expect(throws: Failure.self) {
            try await output(RestoreCommand.self, [fixture.directory.file("none")], in: fixture)
        }

        #expect(error?.code == .noInput)
    }
}
