import Foundation
import NewsModel
import Testing
import Watch

@Suite struct RhythmTests {
    /// Thursday, 2026-05-28 00:00 UTC.
    private let midnight = Date(timeIntervalSince1970: 1_779_926_400)
    private let day = 86_400.0

    /// Weekday-like writing: six stories between 8 and 14 o'clock, on each of the last days.
    private func mornings(days: Int) -> [Date] {
        (1...days).flatMap { ago in
            (8..<14).map { midnight.addingTimeInterval(-Double(ago) * day + Double($0) * 3_600 + 60) }
        }
    }

    @Test func hoursOfTheDayTellApart() throws {
        let rhythm = try #require(Rhythm(publications: mornings(days: 20), now: midnight))
        let (night, noon) = (midnight, midnight.addingTimeInterval(10 * 3_600))

        let atNight = rhythm.expected(from: night, to: night.addingTimeInterval(7_200), now: midnight)
        let atNoon = rhythm.expected(from: noon, to: noon.addingTimeInterval(7_200), now: midnight)
        let wholeDay = rhythm.expected(from: midnight, to: midnight.addingTimeInterval(day), now: midnight)

        #expect(atNight < 0.2)
        #expect(atNoon > 1.5)
        #expect(abs(wholeDay - 6) < 0.5)
        #expect(abs(rhythm.perDay(at: midnight) - wholeDay) < 1e-9)
        #expect(
            rhythm.wait(for: 0.5, now: night, atMost: day) > 3 * rhythm.wait(for: 0.5, now: noon, atMost: day)
        )
    }

    @Test func whatIsKnownIsNotCountedTwice() throws {
        let dates = mornings(days: 10)
        var rhythm = try #require(Rhythm(publications: dates, now: midnight))
        let before = rhythm

        rhythm.learn(dates, now: midnight.addingTimeInterval(60))
        #expect(rhythm == before)

        rhythm.learn([midnight.addingTimeInterval(3_600)], now: midnight.addingTimeInterval(7_200))
        #expect(rhythm.newest == midnight.addingTimeInterval(3_600))
    }

    @Test func oldHabitsFade() throws {
        var rhythm = try #require(Rhythm(publications: mornings(days: 20), now: midnight))
        let busy = rhythm.perDay(at: midnight)

        for week in 1...8 {
            let time = midnight.addingTimeInterval(Double(week) * 7 * day)
            rhythm.learn([time.addingTimeInterval(-60)], now: time)
        }

        #expect(rhythm.perDay(at: midnight.addingTimeInterval(56 * day)) < busy / 5)
    }

    @Test(arguments: [[], [-400.0 * 86_400], [3_600.0]])
    func nothingUsableIsNoRhythm(offsets: [Double]) {
        #expect(Rhythm(publications: offsets.map { midnight.addingTimeInterval($0) }, now: midnight) == nil)
    }

    @Test func allEntriesOfOneMomentTellNothing() throws {
        let rhythm = try #require(
            Rhythm(publications: Array(repeating: midnight, count: 50), now: midnight.addingTimeInterval(60)))

        #expect(!rhythm.isKnown(at: midnight.addingTimeInterval(60)))
    }

    @Test func silenceIsToldByTheFeedsOwnRhythm() throws {
        let rhythm = try #require(Rhythm(publications: mornings(days: 20), now: midnight))

        #expect(SilenceRule.complaint(rhythm, now: midnight.addingTimeInterval(day)) == nil)
        let complaint = SilenceRule.complaint(rhythm, now: midnight.addingTimeInterval(4 * day))
        #expect(complaint?.contains("6 a day") == true)
        #expect(SilenceRule.complaint(nil, now: midnight) == nil)
    }

    /// Days of "not modified", audits so far, and whether the next request leaves its validators out.
    @Test(
        arguments: [
            (days: 1.0, audits: 0, status: 304, isDue: false), (days: 2, audits: 0, status: 304, isDue: true),
            (days: 2, audits: 1, status: 304, isDue: false), (days: 3, audits: 1, status: 304, isDue: true),
            (days: 3, audits: 0, status: 200, isDue: false),
            (days: 30, audits: 20, status: 304, isDue: false),
        ])
    func notModifiedForTooLongIsDoubted(days: Double, audits: Int, status: Int, isDue: Bool) {
        var state = FeedState(validators: FeedValidators(entityTag: "\"a\""), lastStatus: status)
        state.memory.rhythm = Rhythm(publications: mornings(days: 20), now: midnight)
        state.memory.lastWhole = midnight
        state.memory.audits = audits

        #expect(SilenceRule.isAuditDue(state, now: midnight.addingTimeInterval(days * day)) == isDue)
        state.validators = FeedValidators()
        #expect(!SilenceRule.isAuditDue(state, now: midnight.addingTimeInterval(days * day)))
    }
}
