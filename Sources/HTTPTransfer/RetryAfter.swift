package import FoundationEssentials

/// How long a server asks us to stay away (RFC 9110, 10.2.3).
package enum RetryAfter {
    /// A server cannot ask for less than a minute: anything shorter would be a retry loop.
    package static let shortest = 60
    /// Nor for more than a day: "ten years" is a mistake or an attack, and a feed must not die of it.
    package static let longest = 86_400

    /// Seconds to wait from now, clamped to 60...86,400; nil when the field is absent or unreadable.
    ///
    /// A negative number and a date in the past count as the shortest wait, which may be given for those who
    /// make far fewer requests than a reader of feeds.
    package static func seconds(
        of headers: HeaderFields, now: Date, shortest: Int = RetryAfter.shortest
    ) -> Int? {
        guard let value = headers["Retry-After"] else { return nil }
        if let seconds = wholeNumber(value) { return max(shortest, min(seconds, longest)) }
        guard let date = HTTPDate.parse(value) else { return nil }
        return max(shortest, min(Int(max(-1, min(date.timeIntervalSince(now), 1e9))), longest))
    }

    package static func clamped(_ seconds: Int) -> Int {
        max(shortest, min(seconds, longest))
    }

    /// An integer of any length; beyond `Int` only the sign matters.
    private static func wholeNumber(_ text: String) -> Int? {
        let isNegative = text.hasPrefix("-")
        let digits = isNegative ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int(text) ?? (isNegative ? .min : .max)
    }
}
