package import Foundation

/// A time of day in a time zone, as people there read it off the clock, summer time included.
package struct ClockTime: Hashable, Sendable {
    package var hour: Int
    package var minute: Int
    package var zone: TimeZone

    /// The first such time after a date; where summer time leaves it out, the first moment behind the gap.
    package func next(after date: Date) -> Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let found = calendar.nextDate(
            after: date, matching: DateComponents(hour: hour, minute: minute, second: 0),
            matchingPolicy: .nextTime)
        // Every day has such a time; a day later is where it would be without the calendar.
        return found ?? date.addingTimeInterval(86_400)
    }
}

/// The part of each day in which a rule's alerts wait: `22:00-07:00 Europe/Berlin`.
package struct QuietHours: Hashable, Sendable {
    package var start: ClockTime
    /// May be earlier than the start: then the hours go over midnight.
    package var end: ClockTime

    /// The date itself, or the end of the quiet hours that it falls into.
    package func leave(at date: Date) -> Date {
        let end = end.next(after: date)
        return end < start.next(after: date) ? end : date
    }
}

/// At most so many alerts in each clock minute, clock hour or UTC day: `10/h`.
package struct RateLimit: Hashable, Sendable {
    package var count: Int
    /// Seconds.
    package var span: TimeInterval

    /// The clock minute, hour or day around a date.
    package func window(around date: Date) -> Range<Date> {
        let start = (date.timeIntervalSince1970 / span).rounded(.down) * span
        return Date(timeIntervalSince1970: start)..<Date(timeIntervalSince1970: start + span)
    }
}
