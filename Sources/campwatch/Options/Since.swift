import ArgumentParser
import Foundation

/// A point in time as people type it: `30m`, `12h`, `7d`, `4w`, `2026-11-01` or an ISO 8601 time.
enum Since: Equatable, ExpressibleByArgument {
    case ago(seconds: Double)
    case date(Date)

    init?(argument: String) {
        if let seconds = Since.seconds(argument) {
            self = .ago(seconds: seconds)
        } else if let date = Since.date(argument) {
            self = .date(date)
        } else {
            return nil
        }
    }

    func date(now: Date) -> Date {
        switch self {
        case .ago(let seconds): now.addingTimeInterval(-seconds)
        case .date(let date): date
        }
    }

    private static func seconds(_ text: String) -> Double? {
        let units: [Character: Double] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), count >= 0 else {
            return nil
        }
        return Double(count) * unit
    }

    /// A day alone starts at midnight UTC.
    private static func date(_ text: String) -> Date? {
        let time = text.count == 10 ? text + "T00:00:00Z" : text
        // What does not parse is no date; the caller says so.
        return try? Date.ISO8601FormatStyle().parse(time)
    }
}
