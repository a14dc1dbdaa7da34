import ArgumentParser
import GRDB
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import campwatch

/// What `campwatch alerts` does about an alert whose stored text cannot be read.
@Suite struct CLIDeliveryTests {
    private func damaged() async throws -> CLIFixture {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        let database = try DatabaseQueue(path: fixture.directory.file("campwatch.sqlite"))
        try await database.write { try $0.execute(sql: "UPDATE alerts SET alert = '{}'") }
        return fixture
    }

    @Test(arguments: ["0123", "0123456789abcdef"])
    func anAlertThatCannotBeReadIsRetried(id: String) async throws {
        let fixture = try await damaged()
        let command = try AlertsRetryCommand.parse(fixture.arguments + [id])

        let output = try await command.output(in: fixture.context)

        #expect(output.text == "1 delivery of the alert 0123456789abcdef is due\n")
    }

    @Test func anAlertThatCannotBeReadIsKnownToBeDelivered() async throws {
        let fixture = try await damaged()
        try await fixture.store.write { try $0.markDelivered([OutboxID(rawValue: 1)], at: CLIFixture.now) }
        let command = try AlertsRetryCommand.parse(fixture.arguments + ["0123"])

        let failure = await #expect(throws: Failure.self) { try await command.output(in: fixture.context) }

        #expect(failure?.message == "the alert 0123456789abcdef has been delivered to all its sinks")
    }

    @Test func anAlertThatCannotBeReadIsListedWithWhatIsKnown() async throws {
        let fixture = try await damaged()
        func list(_ format: String) async throws -> String {
            let command = try AlertsDeliveriesCommand.parse(fixture.arguments + ["--format", format])
            return try await command.output(in: fixture.context).text
        }

        let table = try await list("table")
        let (json, csv) = (try await list("jsonl"), try await list("csv"))

        #expect(table.contains("0123456789abcdef") && table.contains("the stored alert cannot be read"))
        #expect(table.contains("\n1 alert cannot be read. What it told stands in alerts.jsonl"))
        #expect(json.contains("\"0123456789abcdef\"") && json.contains("\"sink\": \"log\""))
        #expect(json.contains("\"rule\": \"big\"") && json.contains("\"unreadable\": "))
        #expect(csv.contains(",unreadable\r\n0123456789abcdef,"))
    }
}
