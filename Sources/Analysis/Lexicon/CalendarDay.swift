package import FoundationEssentials

/// A day of the proleptic Gregorian calendar in UTC, comparable as the number yyyymmdd.
package struct CalendarDay: Hashable, Comparable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    private var number: Int { (year * 100 + month) * 100 + day }

    /// The UTC day of an instant; days from civil by Howard Hinnant's algorithm ("chrono-Compatible
    /// Low-Level Date Algorithms", 2013).
    package init(_ date: Date) {
        let seconds = min(max(date.timeIntervalSince1970, -6e10), 2.6e11)
        let shifted = Int((seconds / 86_400).rounded(.down)) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}
