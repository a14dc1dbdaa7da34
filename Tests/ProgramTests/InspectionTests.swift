import Foundation
import GRDB
import NewsModel
import TestSupport
import Testing

@testable import CrashHarness
@testable import Persistence

/// The harness may only complain of what the daemon has broken.
@Suite struct InspectionTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func inspection() throws -> Inspection {
        try Inspection(directory.path, copy: directory.file("copy"))
    }

    @Test(arguments: ["v1", "v5", "v11"])
    func aDatabaseWhoseMigrationsWereCutShortIsWhole(version: String) throws {
        let database = try DatabaseQueue(path: directory.file("campwatch.sqlite"))
        try Migrations.current.migrate(database, upTo: version)
        try database.close()

        let found = try inspection()

        #expect(found.complaints.isEmpty && found.outbox.isEmpty)
    }

    @Test func anAlertWithoutItsTextIsAComplaint() throws {
        let database = try DatabaseQueue(path: directory.file("campwatch.sqlite"))
        try Migrations.current.migrate(database)
        try database.write { db in
            try db.execute(
                sql:
                    "INSERT INTO outbox (alert_id, sink, created_at, next_attempt) VALUES ('a1', 'log', 1, 1)"
            )
        }
        try database.close()

        #expect(try inspection().complaints == ["alert a1 has no text"])
    }
}
