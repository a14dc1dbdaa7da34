import ArgumentParser
import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing
import Watch

@testable import campwatch

/// The doctor beside the real daemon and its real files.
@Suite(.timeLimit(.minutes(2)), .serialized) struct CLIDoctorTests {
    private func doctor(_ world: NewsWorld, _ more: [String] = []) async throws -> CommandOutput {
        let context = CommandContext(terminal: .file, environment: [:], now: Date())
        return try await DoctorCommand.parse(["--config", world.config, "--state", world.state] + more)
            .output(in: context)
    }

    private func findings(_ world: NewsWorld) async -> [Finding] {
        let directories = Directories(config: world.config, state: world.state, environment: [:])
        return await Diagnosis(directories: directories, now: Date()).findings()
    }

    @Test func runningDaemonWithGoodFilesIsWell() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        let daemon = try DaemonProcess(world)
        _ = try await world.waitForLine("investment", in: "alerts.jsonl")

        let findings = await findings(world)
        let output = try await doctor(world)

        // The clock and the disk are the machine's own.
        let own: [Finding.Check] = [.clock, .disk, .roots]
        #expect(findings.filter { $0.isFault && !own.contains($0.check) } == [])
        #expect(Set(findings.map(\.check)) == Set(Finding.Check.allCases))
        #expect(output.text.contains("(pid \(daemon.pid)) runs, and all its parts make progress"))
        #expect(output.failure == nil || output.failure?.code == .nothing)
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func whatIsWrongIsToldWithWhatToDoAndAnExitCode() async throws {
        let world = try NewsWorld(["/a.xml": .status(503)])
        _ = try DaemonProcess(world, ["--once"]).wait()
        try world.write("[[rule]]\nname = \"x\"\nfilter = \"camp =\"\n", to: "rules.toml")
        try world.write(
            NewsWorld.settings + """

                [sinks.desk]
                type = "webhook"
                url = "https://hooks.example/x"
                secret_file = "desk.secret"
                """, to: "campwatch.toml")
        try world.write("whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0", to: "desk.secret")
        chmod(world.config + "/desk.secret", 0o644)

        let output = try await doctor(world)
        let json = try await doctor(world, ["--format", "json"])

        #expect(output.failure?.code == .nothing)
        #expect(output.text.contains("problem daemon          no campwatchd is running"))
        #expect(output.text.contains("→ start campwatchd"))
        #expect(output.text.contains("rules.toml:3:"))
        #expect(output.text.contains("everyone may read"))
        #expect(output.text.contains("every feed fails: 1 × answer 503"))
        #expect(json.text.contains("\"well\": false"))
        #expect(json.text.contains("\"check\": \"secrets\""))
        let object = try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any]
        #expect((object?["findings"] as? [[String: Any]])?.count ?? 0 > 10)
    }

    @Test func withoutADatabaseItSaysWhatToStart() async throws {
        let directory = try TemporaryDirectory()
        let context = CommandContext(terminal: .file, environment: [:], now: Date())
        let output = try await DoctorCommand.parse(["--config", directory.path, "--state", directory.path])
            .output(in: context)

        #expect(output.failure?.code == .nothing)
        #expect(output.text.contains("there is no database at"))
    }

    @Test func statusTellsSchemaReasonsAndLag() async throws {
        let fixture = try await CLIFixture()
        try await fixture.fill()
        try await fixture.store.write { transaction in
            let now = CLIFixture.now
            var entry = CLIFixture.entry
            entry.key = "3"
            entry.link = "https://wire.example/later"
            entry.published = now.addingTimeInterval(-1_000)
            let wire = try transaction.addFeed(url: "https://wire.example/rss", title: "Example Wire").id
            let outcome = try transaction.store(
                entry: entry, feed: wire, analysis: CLIFixture.analysis, now: now.addingTimeInterval(-300))
            guard case .new(let story) = outcome else { return }
            let deal = try transaction.insertDeal(CLIFixture.deal)
            let alert = Alert(
                id: "later", time: now, rule: "big", severity: .info, change: DealChange(kind: .new),
                deal: deal,
                story: Alert.StoryReference(story: story), evidence: [])
            _ = try transaction.enqueue(alert: alert, sinks: ["log"], at: now.addingTimeInterval(-280))
        }
        let command = try StatusCommand.parse(fixture.arguments)
        let text = try await command.output(in: fixture.context).text
        let json = try await StatusCommand.parse(fixture.arguments + ["--format", "json"])
            .output(in: fixture.context).text

        #expect(text.contains(", schema \(Store.newestSchema)"))
        #expect(text.contains("failing     1 × answer 503"))
        #expect(json.contains("\"schema_version\": \(Store.newestSchema)"))
        #expect(json.contains("\"reason\": \"answer 503\""))
        #expect(text.contains("lag         1 alert, 12m after publication"))
        #expect(json.contains("\"p95_seconds\": 720"))
    }
}
