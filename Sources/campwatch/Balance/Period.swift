import ArgumentParser
import Foundation

/// What a balance is counted by; days, ISO weeks (from Monday) and months in UTC.
enum Period: String, CaseIterable, ExpressibleByArgument {
    case day, week, month

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        return calendar
    }()

    private var component: Calendar.Component {
        switch self {
        case .day: .day
        case .week: .weekOfYear
        case .month: .month
        }
    }

    /// When the period began in which a time is.
    func start(of time: Date) -> Date {
        Self.calendar.dateInterval(of: component, for: time)?.start ?? time
    }

    /// The starts of all periods from that of one time to that of another.
    func starts(from first: Date, to last: Date) -> [Date] {
        var starts: [Date] = []
        var start = start(of: first)
        while start <= last {
            starts.append(start)
            guard let next = Self.calendar.date(byAdding: component, value: 1, to: start), next > start else {
                break
            }
            start = next
        }
        return starts
    }

    /// "2026-11-02", of a month "2026-11".
    func name(_ start: Date) -> String {
        String(TimeText.machine(start).prefix(self == .month ? 7 : 10))
    }
}
