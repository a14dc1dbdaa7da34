import Foundation
import Testing
import Watch

@Suite struct ConfigurationTests {
    private func problems(_ text: String) -> [String] {
        do {
            _ = try Configuration.parse(text, file: "campwatch.toml")
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test func emptyFileMeansTheDefaults() throws {
        #expect(try Configuration.parse("", file: "campwatch.toml") == Configuration())
    }

    @Test func missingFileMeansTheDefaults() throws {
        #expect(try Configuration.load(path: "/nonexistent/campwatch.toml") == Configuration())
    }

    @Test func theShippedFileStatesTheDefaults() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "config/campwatch.toml"), encoding: .utf8)

        #expect(try Configuration.parse(text, file: "campwatch.toml") == Configuration())
    }

    @Test func retentionIsReadInDaysAndDecimalSizes() throws {
        let text = "[retention]\nstories = \"400d\"\nirrelevant = \"30d\"\nsize = \"1.5GB\""
        let retention = try Configuration.parse(text, file: "campwatch.toml").retention

        #expect(retention.stories == .seconds(400 * 86_400) && retention.irrelevant == .seconds(30 * 86_400))
        #expect(retention.size == 1_500_000_000)
        for wrong in [
            "size = \"2\"", "size = \"50MB\"", "size = \"2 GiB\"", "stories = \"3d\"", "irrelevant = \"1h\"",
        ] {
            #expect(problems("[retention]\n" + wrong).count == 1, "\(wrong)")
        }
    }

    @Test func valuesAreTaken() throws {
        let configuration = try Configuration.parse(
            """
            [fetch]
            per_host_gap = "0.5s"
            allow_addresses = ["127.0.0.0/8"]
            max_header_bytes = 2048
            [parsing]
            max_entries = 7
            [polling]
            interval = "2h"
            jitter = 0
            """, file: "campwatch.toml")

        #expect(configuration.fetch.perHostGap == .milliseconds(500))
        #expect(configuration.fetch.allowAddresses == ["127.0.0.0/8"])
        #expect(configuration.fetch.maxHeaderBytes == 2_048 && configuration.parsing.maxEntries == 7)
        #expect(configuration.polling.interval == .seconds(7_200))
        #expect(configuration.polling.jitter == 0)
    }

    @Test(arguments: [
        (
            "[fetch]\nmax_conections = 8", "campwatch.toml:2: unknown key \"fetch.max_conections\"; known: "
        ),
        (
            "[fetch]\n\nmax_connections = 0",
            "campwatch.toml:3: fetch.max_connections must be a whole number from 1 to 512"
        ),
        (
            "[fetch]\nmax_connections = \"8\"",
            "campwatch.toml:2: fetch.max_connections must be a whole number"
        ),
        (
            "[fetch]\nfull_text = \"sometimes\"",
            "campwatch.toml:2: fetch.full_text must be one of \"auto\", \"always\", \"never\""
        ),
        (
            "[polling]\ninterval = 60",
            "campwatch.toml:2: polling.interval must be a time from 1s to 1d, written as"
        ),
        ("[polling]\ninterval = \"an hour\"", "campwatch.toml:2: polling.interval must be a time"),
        (
            "[polling]\nminimum = \"2h\"\nmaximum = \"1h\"",
            "campwatch.toml:2: polling.minimum must not be longer than"
        ),
        (
            "[polling]\ninterval = \"1m\"",
            "campwatch.toml:2: polling.interval must not be shorter than minimum (5m); raise it"
        ),
        (
            "[polling]\nmaximum = \"6h\"\ninterval = \"12h\"",
            "campwatch.toml:3: polling.interval must not be longer than maximum (6h); lower it"
        ),
        ("fetch = 3", "campwatch.toml:1: must be a section; write [fetch]"),
        (
            "\n[archive]\ndays = 3",
            "campwatch.toml:2: unknown section or key \"archive\"; known: alerts, fetch, metrics, parsing, polling, retention"
        ),
        (
            "[fetch]\nmax_connections = 8.0",
            "campwatch.toml:2: fetch.max_connections must be a whole number from 1 to 512"
        ),
        ("[polling]\njitter = nan", "campwatch.toml:2: polling.jitter must be a number from 0.0 to 1.0"),
        ("fetch.contact = ''\nfetch.timeout = 5", "campwatch.toml:2: fetch.timeout must be a time"),
        (
            "fetch = { contact = \"a\", timeout = [\n\"5s\" ] }",
            "campwatch.toml:1: fetch.timeout must be a time"
        ),
        (
            "[fetch]\nallow_addresses = [\n\"10.0.0.0/8\"\n]\ncontact = \"\"\"\nme\"\"\"\nmin_sped = 3",
            "campwatch.toml:7: unknown key \"fetch.min_sped\""
        ),
        ("[fetch]\ntimeout = \"9s\"\ntimeout = \"8s\"", "campwatch.toml:3:1: \"timeout\" stands on line 2"),
        ("[fetch\n", "campwatch.toml:1:7: close the header with \"]\""),
    ])
    func mistakesNameFileLineAndRemedy(_ text: String, _ expected: String) throws {
        let found = problems(text)

        #expect(found.count == 1)
        #expect(try #require(found.first).hasPrefix(expected))
    }

    @Test func allMistakesAreReportedAtOnceInFileOrder() {
        let found = problems("[fetch]\ntimeout = 1\n[polling]\njitter = 2\nspeed = 1")

        #expect(
            found.map { $0.prefix(17) } == ["campwatch.toml:2:", "campwatch.toml:4:", "campwatch.toml:5:"])
    }

    @Test func flagsWinOverSystemdAndSystemdOverTheWorkingDirectory() {
        let systemd = [
            "CONFIGURATION_DIRECTORY": "/etc/campwatch:/etc/other", "STATE_DIRECTORY": "/var/lib/campwatch",
            "LOGS_DIRECTORY": "/var/log/campwatch", "RUNTIME_DIRECTORY": "/run/campwatch",
        ]

        let plain = Directories(config: nil, state: nil, environment: [:])
        let service = Directories(config: nil, state: nil, environment: systemd)
        let flagged = Directories(config: "c", state: "s", environment: systemd)

        #expect(plain.configurationFile == "config/campwatch.toml")
        #expect(plain.logs == "state")
        #expect(service.config == "/etc/campwatch")
        #expect(service.database == "/var/lib/campwatch/campwatch.sqlite")
        #expect(service.logs == "/var/log/campwatch")
        #expect(service.controlSocket == "/run/campwatch/campwatch.sock")
        #expect(flagged.config == "c" && flagged.logs == "s" && flagged.runtime == "s")
    }
}
