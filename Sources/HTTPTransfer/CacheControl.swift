package import FoundationEssentials

/// How long an answer stays fresh, as far as a feed reader cares (RFC 9111).
package struct CacheControl: Sendable, Hashable {
    /// Seconds from `max-age`; nil when absent or malformed.
    package private(set) var maxAge: Int?
    package private(set) var isNoStore = false
    package private(set) var isNoCache = false

    package init(of headers: HeaderFields) {
        for directive in headers.listMembers("Cache-Control") {
            let parts = directive.split(separator: "=", maxSplits: 1)
            switch parts.first {
            case "no-store": isNoStore = true
            case "no-cache": isNoCache = true
            case "max-age" where parts.count == 2 && maxAge == nil: maxAge = Self.seconds(parts[1])
            default: break
            }
        }
    }

    /// Seconds from now until the answer is stale, at least 0; nil when the server does not say.
    ///
    /// `max-age` less `Age` wins over `Expires` less `Date`; `no-store` and `no-cache` mean 0. `now` stands
    /// in for a missing `Date`.
    package static func freshSeconds(of headers: HeaderFields, now: Date) -> Int? {
        let control = CacheControl(of: headers)
        if control.isNoStore || control.isNoCache { return 0 }
        if let maxAge = control.maxAge {
            let age = headers["Age"].flatMap { Self.seconds($0[...]) } ?? 0
            return max(0, maxAge - age)
        }
        guard let expires = headers["Expires"] else { return nil }
        // "Expires: 0" and other non-dates mean already stale (RFC 9111, 5.3).
        guard let end = HTTPDate.parse(expires) else { return 0 }
        let start = headers["Date"].flatMap(HTTPDate.parse) ?? now
        return max(0, Int(end.timeIntervalSince(start)))
    }

    /// Digits, perhaps quoted; a huge number counts as 2^31 (RFC 9111, 1.2.2).
    private static func seconds(_ text: Substring) -> Int? {
        let digits = text.utf8.drop { $0 == 0x22 }.prefix { $0 != 0x22 }
        guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return min(Int(Substring(digits)) ?? .max, 1 << 31)
    }
}
