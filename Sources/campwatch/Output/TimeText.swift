import FoundationEssentials

/// Times as people and programs read them; always UTC, so that two readers mean the same minute.
enum TimeText {
    /// To the minute, for people: "2025-11-19 08:00".
    static func minute(_ date: Date) -> String {
        String(machine(date).prefix(16)).replacing("T", with: " ")
    }

    /// For a column of a table: to the minute, or to the day where there is little room.
    static func column(_ date: Date, for terminal: Terminal) -> String {
        terminal.isNarrow ? String(minute(date).prefix(10)) : minute(date)
    }

    /// To the second, for programs: "2025-11-19T08:00:00Z".
    static func machine(_ date: Date) -> String { date.formatted(.iso8601) }

    /// "3 min ago", "in 2 h", "now".
    static func relative(_ date: Date, now: Date) -> String {
        let seconds = date.timeIntervalSince(now)
        let span = magnitude(abs(seconds))
        return span.map { seconds < 0 ? "\($0) ago" : "in \($0)" } ?? "now"
    }

    /// "3 min"; nil for less than a second.
    static func seconds(_ seconds: Double) -> String? { magnitude(seconds) }

    private static func magnitude(_ seconds: Double) -> String? {
        let units: [(size: Double, name: String)] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
        return units.first { seconds >= $0.size }.map { "\(Int(seconds / $0.size)) \($0.name)" }
    }
}
