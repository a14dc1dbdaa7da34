import FeedParsing
import FoundationEssentials
import HTTPTransfer

extension FuzzTarget {
    /// Dates: within the calendar, the same by either reader, and stable when written and read again.
    static let date = FuzzTarget("date") { bytes throws(BrokenPromise) in
        let text = String(decoding: bytes, as: UTF8.self)
        let date = DateParser.parse(text)
        if text.utf8.count < 190 {
            // White space in front leads past the fast reader.
            let slow = DateParser.parse(" " + text)
            try promise(date == slow, "both readers agree", "\(text): \(date as Any), \(slow as Any)")
        }
        if let date { try checkWritten(date) }
        if let date = HTTPDate.parse(text) { try checkWritten(date) }
    }

    private static func checkWritten(_ date: Date) throws(BrokenPromise) {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        // Years 1 to 9999, give or take the widest zone.
        let clamp = (-62_135_596_800.0 - 54_000)...(253_402_300_800.0 + 54_000)
        try promise(clamp.contains(seconds), "the year has four digits", "\(seconds)")
        guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return }
        let civil = Civil(Int(seconds))
        let whole = Date(timeIntervalSince1970: seconds)
        for text in [civil.internet, civil.http] {
            try promise(DateParser.parse(text) == whole, "a written date is read as the same", text)
        }
        try promise(HTTPDate.parse(civil.http) == whole, "an HTTP date is read as the same", civil.http)
    }
}

/// A time of the Gregorian calendar in UTC (Hinnant, "chrono-compatible low-level date algorithms").
private struct Civil {
    private let year: Int
    private let month: Int
    private let day: Int
    private let clock: String

    init(_ seconds: Int) {
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let left = seconds - days * 86_400
        clock = [left / 3_600, left / 60 % 60, left % 60].map { Self.pad($0, 2) }.joined(separator: ":")
        let shifted = days + 719_468
        let era = Int((Double(shifted) / 146_097).rounded(.down))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// As RFC 3339 writes it.
    var internet: String { "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))T\(clock)Z" }

    /// As RFC 9110 writes it; the weekday is not read.
    var http: String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "Mon, \(Self.pad(day, 2)) \(names[month - 1]) \(Self.pad(year, 4)) \(clock) GMT"
    }

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
