import FoundationEssentials
import NewsModel

/// The hours and days in which a feed asks not to be polled (RSS 2.0 `skipHours`, `skipDays`; UTC).
struct SkipWindow {
    private let hours: Set<Int>
    private let days: Set<Int>

    /// A feed that excludes every hour or every day means none.
    init(_ wishes: FeedWishes) {
        hours = Set(wishes.skipHours).count < 24 ? Set(wishes.skipHours) : []
        days = Set(wishes.skipDays).count < 7 ? Set(wishes.skipDays) : []
    }

    /// The time itself when it is open, else the next full hour that is.
    func opening(from time: Date) -> Date {
        guard !hours.isEmpty || !days.isEmpty else { return time }
        let hour = Int((time.timeIntervalSince1970 / 3_600).rounded(.down))
        guard isClosed(hour) else { return time }
        let open = (hour...(hour + 8 * 24)).first { !isClosed($0) }
        return open.map { Date(timeIntervalSince1970: Double($0) * 3_600) } ?? time
    }

    /// Whether an hour, counted from 1970, is skipped; 1970 began on a Thursday.
    private func isClosed(_ hour: Int) -> Bool {
        hours.contains(((hour % 24) + 24) % 24)
            || days.contains((((Int((Double(hour) / 24).rounded(.down)) + 4) % 7) + 7) % 7)
    }

    /// The number of an English day name, 0 for Sunday; nil for anything else.
    static func day(named name: String) -> Int? {
        let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        return names.firstIndex { name.lowercased().drop { $0 == " " }.hasPrefix($0) }
    }
}
