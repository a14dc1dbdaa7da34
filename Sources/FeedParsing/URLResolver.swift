/// Resolves the references of feeds against their base (RFC 3986 §5.2), on text as the wild writes it.
///
/// Forgives spaces, unescaped letters and backslashes; changes nothing that it need not.
package enum URLResolver {
    /// The absolute http or https form of `reference`, or nil when it has none (`javascript:`, `mailto:`, …).
    static func webLink(_ reference: String, base: String?) -> String? {
        var resolved = resolve(reference, base: base)
        // Escaped once too often: no address has "&amp;" in it.
        if resolved.utf8.span.firstIndex(of: "&amp;", from: 0) != nil {
            resolved = resolved.replacing("&amp;", with: "&")
        }
        return resolved.utf8.count > 8 && hasWebScheme(resolved.utf8.span, ignoringCase: true)
            ? resolved : nil
    }

    /// The absolute form of `reference`, or `reference` itself when the base is no hierarchical URL.
    package static func resolve(_ reference: String, base: String?) -> String {
        let text = isClean(reference) ? reference : cleaned(reference)
        if hasWebScheme(text.utf8.span, ignoringCase: false) { return text }
        guard scheme(of: text) == nil, let base else { return text }
        guard let parts = Parts(base) else { return text }
        if text.hasPrefix("//") { return parts.scheme + ":" + text }
        if text.isEmpty { return parts.origin + parts.path + parts.query }
        if text.hasPrefix("#") { return parts.origin + parts.path + parts.query + text }
        if text.hasPrefix("?") { return parts.origin + parts.path + text }
        let cut = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
        let path = text[..<cut]
        let tail = text[cut...]
        if path.hasPrefix("/") { return parts.origin + removingDots(path) + tail }
        let folder = parts.path.lastIndex(of: "/").map { parts.path[...$0] } ?? "/"
        return parts.origin + removingDots(folder + path) + tail
    }

    private static func hasWebScheme(_ text: Span<UInt8>, ignoringCase: Bool) -> Bool {
        text.hasPrefix("https://", at: 0, ignoringCase: ignoringCase)
            || text.hasPrefix("http://", at: 0, ignoringCase: ignoringCase)
    }

    private static func isClean(_ reference: String) -> Bool {
        let bytes = reference.utf8.span
        for index in 0..<bytes.count where bytes[index] <= 0x20 || bytes[index] == 0x7F { return false }
        return true
    }

    /// Trims white space and drops the tabs and line feeds that editors put inside long addresses.
    private static func cleaned(_ reference: String) -> String {
        var bytes: [UInt8] = []
        for byte in reference.utf8 where byte >= 0x20 && byte != 0x7F { bytes.append(byte) }
        while bytes.last == 0x20 { bytes.removeLast() }
        let start = bytes.firstIndex { $0 != 0x20 } ?? bytes.endIndex
        return bytes[start...].contains(0x20)
            ? escapingSpaces(bytes[start...]) : String(decoding: bytes[start...], as: UTF8.self)
    }

    private static func escapingSpaces(_ bytes: ArraySlice<UInt8>) -> String {
        var escaped: [UInt8] = []
        for byte in bytes {
            if byte == 0x20 { escaped.append("%20") } else { escaped.append(byte) }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// The scheme in front of the first ":", if that is one.
    static func scheme(of text: String) -> String? {
        var name = ""
        for byte in text.utf8 {
            if byte == UInt8(ascii: ":") { return name.isEmpty ? nil : name.lowercased() }
            let isMark = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            guard byte.isASCIILetter || !name.isEmpty && (byte.isASCIIDigit || isMark) else { return nil }
            name.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return nil
    }

    private static func removingDots(_ path: some StringProtocol) -> String {
        guard path.contains("./") || path.hasSuffix(".") else { return String(path) }
        var kept: [Substring] = []
        let segments = String(path).split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return kept.joined(separator: "/")
    }

    /// A base in the pieces that resolving needs.
    private struct Parts {
        var scheme: String
        var origin: String
        var path: String
        var query: String

        init?(_ base: String) {
            guard let scheme = URLResolver.scheme(of: base),
                let marker = base.firstRange(of: "://")
            else { return nil }
            self.scheme = scheme
            let rest = base[marker.upperBound...]
            let hostEnd = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
            origin = String(base[..<hostEnd])
            let withoutFragment = rest[hostEnd...].prefix { $0 != "#" }
            let pathEnd = withoutFragment.firstIndex(of: "?") ?? withoutFragment.endIndex
            path = String(withoutFragment[..<pathEnd])
            query = String(withoutFragment[pathEnd...])
        }
    }
}
