/// Times as people write them: `30s`, `5m`, `2h`, `1d`, `1.5s`.
package enum DurationText {
    private static let units: [(name: Character, seconds: Int64)] = [
        ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
    ]

    package static func parse(_ text: String) -> Duration? {
        guard let unit = units.first(where: { $0.name == text.last }), let count = Double(text.dropLast()),
            count.isFinite, count >= 0, count < 1e9
        else { return nil }
        return .milliseconds(Int64(count * Double(unit.seconds) * 1_000))
    }

    /// The two largest units of a duration, such as `1h 30m`; under a minute in seconds.
    package static func format(_ duration: Duration) -> String {
        var rest = duration.components.seconds
        var parts: [String] = []
        for (name, size) in units where rest >= size && parts.count < 2 {
            parts.append("\(rest / size)\(name)")
            rest %= size
        }
        return parts.isEmpty ? "0s" : parts.joined(separator: " ")
    }
}
