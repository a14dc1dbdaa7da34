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
        switch text.utf8.first {
        case nil: return joined(parts.origin, parts.path, parts.query)
        case UInt8(ascii: "#"): return joined(parts.origin, parts.path, parts.query, text[...])
        case UInt8(ascii: "?"): return joined(parts.origin, parts.path, text[...])
        default: break
        }
        let cut = text.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.endIndex
        let isFromRoot = text.utf8.first == UInt8(ascii: "/")
        let folder = isFromRoot ? "" : parts.folder
        return joined(parts.origin, removingDots(joined(folder, text[..<cut]))[...], text[cut...])
    }

    /// The pieces one after the other; "+" would go through them letter by letter.
    private static func joined(_ pieces: Substring...) -> String {
        var whole = ""
        for piece in pieces { whole += piece }
        return whole
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
        let bytes = text.utf8.span
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") { return index > 0 ? bytes.string(0..<index).lowercased() : nil }
            let isMark = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            guard byte.isASCIILetter || index > 0 && (byte.isASCIIDigit || isMark) else { return nil }
        }
        return nil
    }

    private static func removingDots(_ path: String) -> String {
        guard path.utf8.span.firstIndex(of: "./", from: 0) != nil || path.utf8.last == UInt8(ascii: ".")
        else {
            return path
        }
        var kept: [Substring] = []
        let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map(Substring.init)
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
        var origin: Substring
        var path: Substring
        var query: Substring

        init?(_ base: String) {
            guard let scheme = URLResolver.scheme(of: base),
                let marker = base.utf8.span.firstIndex(of: "://", from: 0)
            else { return nil }
            self.scheme = scheme
            let rest = base.utf8.dropFirst(marker + 3)
            let hostEnd = rest.firstIndex { Self.hostMarks.contains($0) } ?? rest.endIndex
            let end = rest[hostEnd...].firstIndex(of: UInt8(ascii: "#")) ?? rest.endIndex
            let pathEnd = rest[hostEnd..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
            origin = base[..<hostEnd]
            path = base[hostEnd..<pathEnd]
            query = base[pathEnd..<end]
        }

        private static let hostMarks = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")]

        /// The path up to its last slash.
        var folder: Substring { path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? "/" }
    }
}
