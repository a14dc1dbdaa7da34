import Foundation
import NewsModel
import Testing

@testable import Alerting

@Suite struct RuleScheduleTests {
    private static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test(arguments: [
        ("2026-11-21T20:59:59Z", "2026-11-21T20:59:59Z"), ("2026-11-21T21:00:00Z", "2026-11-22T06:00:00Z"),
        ("2026-11-22T05:59:00Z", "2026-11-22T06:00:00Z"), ("2026-11-22T06:00:00Z", "2026-11-22T06:00:00Z"),
        ("2026-07-01T20:30:00Z", "2026-07-02T05:00:00Z"),
    ])
    func quietHoursEndByTheClockOfTheirZone(raised: String, leaves: String) throws {
        let hours = try ScheduleReader.quietHours("22:00-07:00 Europe/Berlin")

        let (raised, leaves) = (try Self.date(raised), try Self.date(leaves))
        #expect(hours.leave(at: raised) == leaves)
    }

    @Test func quietHoursWithinADayEndOnIt() throws {
        let hours = try ScheduleReader.quietHours("12:00-13:30 UTC")

        let noon = try Self.date("2026-11-21T12:00:00Z")
        let end = try Self.date("2026-11-21T13:30:00Z")
        #expect(hours.leave(at: noon) == end)
        #expect(hours.leave(at: end) == end)
    }

    @Test func digestComesAtItsTimeInSummerAndInWinter() throws {
        let digest = try ScheduleReader.digest("daily 08:00 Europe/Berlin")

        let friday = try Self.date("2026-10-23T07:00:00Z")
        let saturday = try Self.date("2026-10-24T06:00:00Z")
        let sunday = try Self.date("2026-10-25T07:00:00Z")
        #expect(digest.next(after: friday) == saturday)
        #expect(digest.next(after: saturday) == sunday)
    }

    private func rule(
        quiet: String? = nil, limit: String? = nil, digest: String? = nil
    ) throws -> Rule {
        Rule(
            name: "r", filter: .everything, sinks: ["log", "desk"],
            quietHours: try quiet.map(ScheduleReader.quietHours),
            rateLimit: try limit.map(ScheduleReader.rateLimit), digest: try digest.map(ScheduleReader.digest))
    }

    @Test func alertBeyondTheLimitLeavesInASummaryAtTheEndOfItsHour() throws {
        let rule = try rule(limit: "2/h")
        let now = try Self.date("2026-11-21T09:14:03Z")
        let hour = try Self.date("2026-11-21T09:00:00Z")..<Self.date("2026-11-21T10:00:00Z")

        #expect(
            rule.departure(at: now) { $0 == hour ? 1 : 2 } == Departure(notBefore: now))
        #expect(
            rule.departure(at: now) { _ in 2 }
                == Departure(notBefore: hour.upperBound, summary: .rateLimit))
    }

    @Test func whatWaitsForTheMorningCountsAsOfTheMorning() throws {
        let rule = try rule(quiet: "22:00-07:30 UTC", limit: "2/h")
        let night = try Self.date("2026-11-21T23:00:00Z")
        let morning = try Self.date("2026-11-22T07:30:00Z")

        #expect(rule.departure(at: night) { $0.contains(morning) ? 0 : 9 } == Departure(notBefore: morning))
    }

    @Test func digestWaitsForTheEndOfTheQuietHours() throws {
        let rule = try rule(quiet: "22:00-09:00 UTC", digest: "daily 08:00 UTC")

        let noon = try Self.date("2026-11-21T12:00:00Z")
        let nine = try Self.date("2026-11-22T09:00:00Z")
        #expect(rule.departure(at: noon) { _ in 0 } == Departure(notBefore: nine, summary: .digest))
    }

    @Test(arguments: [
        (
            "quiet_hours = \"22-7\"",
            "rules.toml:5:16: quiet_hours \"22-7\": write two times and a zone, as in "
                + "\"22:00-07:00 Europe/Berlin\""
        ),
        (
            "quiet_hours = \"22:00-07:00 Europe/Berln\"",
            "rules.toml:5:16: quiet_hours \"22:00-07:00 Europe/Berln\": unknown time zone \"Europe/Berln\": "
                + "did you mean \"Europe/Berlin\"?"
        ),
        (
            "digest = \"weekly 08:00 UTC\"",
            "rules.toml:5:11: digest \"weekly 08:00 UTC\": write a time and a zone, as in "
                + "\"daily 08:00 Europe/Berlin\""
        ),
        (
            "rate_limit = \"0/h\"",
            "rules.toml:5:15: rate_limit \"0/h\": write a number from 1 to 10000 and m, h or d, as in \"10/h\""
        ),
        (
            "digest = \"daily 08:00 UTC\"\nrate_limit = \"1/h\"",
            "rules.toml:6:1: a rule with a digest sends one alert a day; leave out rate_limit"
        ),
    ])
    func mistakesAreNamedWithTheirPlace(lines: String, message: String) throws {
        let error = #expect(throws: RuleErrors.self) {
            try RuleSet.load(
                toml: "[[rule]]\nname = \"r\"\nfilter = \"\"\nsinks = [\"desk\"]\n" + lines,
                file: "rules.toml", sinks: ["log", "desk"])
        }
        #expect(error?.all.map(\.description) == [message])
    }

    @Test func holdingBackFromTheLogAloneIsAMistake() throws {
        let toml = "[[rule]]\nname = \"r\"\nfilter = \"\"\ndigest = \"daily 08:00 UTC\""

        let error = #expect(throws: RuleErrors.self) { try RuleSet.load(toml: toml, file: "rules.toml") }
        #expect(
            error?.all.map(\.description) == [
                "rules.toml:4:1: digest holds back nothing: the log gets every alert at once; add a sink"
            ])
    }

    @Test func summaryTellsTheMostSevereAndItsLineAllInShort() throws {
        let urgent = Samples.alert(deal: Samples.deal(id: 2, type: .acquisition), severity: .urgent)
        let summary = Alert.Summary(kind: .digest, count: 12, alerts: [Samples.alert(), urgent])

        let alert = try #require(summaryAlert(summary))

        #expect(alert.deal.id == urgent.deal.id && alert.severity == .urgent && alert.id.count == 16)
        let line = AlertLine.text(alert)
        #expect(
            line.contains(
                "DIGEST 12 alerts: NEW open investment Asml → Mistral AI €1.3bn announced (94 %); NEW"))
        #expect(line.hasSuffix("; … rule=every-deal severity=urgent #\(alert.id)"))
        #expect(
            AlertJSON.line(alert).contains("\"held_back\":{\"kind\":\"digest\",\"count\":12,\"alerts\":[{"))
        #expect(
            summaryAlert(Alert.Summary(kind: .digest, count: 0, alerts: [])) == nil)
    }

    private func summaryAlert(_ summary: Alert.Summary, sink: String = "desk") -> Alert? {
        Alert.make(summary: summary, sink: sink, due: Samples.time, time: Samples.time)
    }

    @Test func summariesOfTwoSinksHaveTwoIds() throws {
        let summary = Alert.Summary(kind: .digest, count: 1, alerts: [Samples.alert()])

        let ids = ["desk", "mail", "desk"].map { summaryAlert(summary, sink: $0)?.id }

        #expect(ids[0] == ids[2] && ids[0] != ids[1])
    }

    @Test func longSummaryStaysWithinALine() throws {
        let alerts = (1...100).map { Samples.alert(deal: Samples.deal(id: $0)) }
        let summary = Alert.Summary(kind: .rateLimit, count: 10_000, alerts: alerts)
        let alert = try #require(summaryAlert(summary))

        #expect(AlertJSON.line(alert).utf8.count < AlertJSON.longestLine)
        #expect(AlertLine.text(alert).contains("HELD-BACK 10000 alerts"))
    }
}
