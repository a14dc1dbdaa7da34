import Foundation

/// Reads the texts by which a rule says when its alerts may leave; what does not read is thrown in words.
enum ScheduleReader {
    struct Mistake: Error {
        var message: String
    }

    /// `22:00-07:00 Europe/Berlin`.
    static func quietHours(_ text: String) throws(Mistake) -> QuietHours {
        let words = text.split(separator: " ")
        let times = words.first?.split(separator: "-", omittingEmptySubsequences: false) ?? []
        guard words.count == 2, times.count == 2, let start = time(times[0]), let end = time(times[1]),
            start != end
        else { throw Mistake(message: "write two times and a zone, as in \"22:00-07:00 Europe/Berlin\"") }
        let zone = try zone(words[1])
        return QuietHours(
            start: ClockTime(hour: start.hour, minute: start.minute, zone: zone),
            end: ClockTime(hour: end.hour, minute: end.minute, zone: zone))
    }

    /// `daily 08:00 Europe/Berlin`.
    static func digest(_ text: String) throws(Mistake) -> ClockTime {
        let words = text.split(separator: " ")
        guard words.count == 3, words[0] == "daily", let time = time(words[1]) else {
            throw Mistake(message: "write a time and a zone, as in \"daily 08:00 Europe/Berlin\"")
        }
        return ClockTime(hour: time.hour, minute: time.minute, zone: try zone(words[2]))
    }

    /// `10/h`; the spans are `m`, `h` and `d`.
    static func rateLimit(_ text: String) throws(Mistake) -> RateLimit {
        let spans: [Substring: TimeInterval] = ["m": 60, "h": 3_600, "d": 86_400]
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), (1...10_000).contains(count),
            let span = spans[parts[1]]
        else { throw Mistake(message: "write a number from 1 to 10000 and m, h or d, as in \"10/h\"") }
        return RateLimit(count: count, span: span)
    }

    private static func time(_ text: Substring) -> (hour: Int, minute: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        return (hour, minute)
    }

    private static func zone(_ name: Substring) throws(Mistake) -> TimeZone {
        let known = TimeZone.knownTimeZoneIdentifiers + ["UTC"]
        if known.contains(String(name)), let zone = TimeZone(identifier: String(name)) { return zone }
        let advice =
            Suggestion.nearest(to: String(name), among: known).map { "did you mean \"\($0)\"?" }
            ?? "write one of the tz database, such as Europe/Berlin or UTC"
        throw Mistake(message: "unknown time zone \"\(name)\": \(advice)")
    }
}
