package import Foundation

/// When a feed publishes: how much in each hour of the day (UTC), older publications counting less.
///
/// It is learned from the dates of the entries as they come in; the numbers tell what to expect in a span of
/// time, and with that when the next look is worth it, and when silence is strange.
package struct Rhythm: Hashable, Sendable, Codable {
    /// After two weeks a publication counts half, so that a feed's new habits win.
    private static let halfLife: TimeInterval = 14 * 86_400
    /// Fewer publications, or a shorter time, tell nothing.
    private static let fewest = 5
    private static let shortest: TimeInterval = 6 * 3_600
    /// From here on there is enough of each hour of the day to tell them apart.
    private static let hoursTellAfter: TimeInterval = 3 * 86_400
    /// A feed that lists years says little about today.
    private static let oldest: TimeInterval = 90 * 86_400

    /// Publications by hour of the day, as they count at `updated`.
    private var hours: [Double]
    private var updated: Date
    /// The publications are complete from here on.
    private var since: Date
    private var count: Int
    /// The newest publication.
    package private(set) var newest: Date

    /// Learns from the dates of a first document; nil when none is usable.
    package init?(publications: [Date], now: Date) {
        let usable = publications.filter { $0 <= now && now.timeIntervalSince($0) <= Self.oldest }
        guard let first = usable.min() else { return nil }
        hours = Array(repeating: 0, count: 24)
        updated = now
        since = first
        newest = first.addingTimeInterval(-1)
        count = 0
        learn(usable, now: now)
    }

    /// Takes in what is newer than all it knows.
    package mutating func learn(_ publications: [Date], now: Date) {
        let fresh = publications.filter { $0 > newest && $0 <= now }
        guard let last = fresh.max() else { return }
        hours = weights(at: now)
        updated = max(updated, now)
        for time in fresh { hours[Self.hour(of: time)] += Self.weight(now.timeIntervalSince(time)) }
        count = min(count + fresh.count, 1_000_000)
        newest = last
    }

    /// Whether there is enough to build on.
    package func isKnown(at now: Date) -> Bool {
        count >= Self.fewest && now.timeIntervalSince(since) >= Self.shortest && hours.count == 24
    }

    /// Publications per day as of now.
    package func perDay(at now: Date) -> Double { weights(at: now).reduce(0, +) / exposure(at: now) }

    /// Publications to expect between two times, by what is known now.
    package func expected(from start: Date, to end: Date, now: Date) -> Double {
        guard end > start else { return 0 }
        let rates = rates(at: now)
        let days = (end.timeIntervalSince(start) / 86_400).rounded(.down)
        var sum = days * rates.reduce(0, +)
        var time = start.addingTimeInterval(days * 86_400)
        while time < end {
            let step = min(Self.toNextHour(time), end.timeIntervalSince(time))
            sum += rates[Self.hour(of: time)] * step / 3_600
            time = time.addingTimeInterval(step)
        }
        return sum
    }

    /// Seconds until that many publications are expected, at most `limit`.
    package func wait(for publications: Double, now: Date, atMost limit: TimeInterval) -> TimeInterval {
        let rates = rates(at: now)
        var (missing, waited) = (publications, 0.0)
        while waited < limit {
            let time = now.addingTimeInterval(waited)
            let (rate, step) = (rates[Self.hour(of: time)] / 3_600, Self.toNextHour(time))
            if rate * step >= missing { return min(limit, waited + missing / rate) }
            missing -= rate * step
            waited += step
        }
        return limit
    }

    /// Publications per hour, for each hour of the day; a quarter of the mean is mixed in, as no hour is dead.
    private func rates(at now: Date) -> [Double] {
        let (weights, days) = (weights(at: now), exposure(at: now))
        let mean = weights.reduce(0, +) / days / 24
        guard now.timeIntervalSince(since) >= Self.hoursTellAfter else { return weights.map { _ in mean } }
        return weights.map { 0.75 * $0 / days + 0.25 * mean }
    }

    /// Days that the weights stand for: time counts less with age just as publications do.
    private func exposure(at now: Date) -> Double {
        let age = max(Self.shortest, now.timeIntervalSince(since))
        return Self.halfLife / 0.693_147 * (1 - Self.weight(age)) / 86_400
    }

    private func weights(at now: Date) -> [Double] {
        let factor = Self.weight(now.timeIntervalSince(updated))
        return hours.map { $0 * factor }
    }

    /// What a publication of that age counts; one of a clock that was set back counts whole.
    private static func weight(_ age: TimeInterval) -> Double { exp2(-max(0, age) / halfLife) }

    private static func hour(of time: Date) -> Int {
        let seconds = time.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400)
        return min(23, Int((seconds < 0 ? seconds + 86_400 : seconds) / 3_600))
    }

    private static func toNextHour(_ time: Date) -> TimeInterval {
        let passed = time.timeIntervalSince1970.truncatingRemainder(dividingBy: 3_600)
        return max(1, 3_600 - (passed < 0 ? passed + 3_600 : passed))
    }
}
