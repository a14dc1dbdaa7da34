/// Tells HTML from plain text where a feed does not say (RSS titles and descriptions).
enum MarkupGuess {
    /// Whether the text holds what HTML would read as a tag.
    static func holdsTag(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while let open = bytes.firstIndex(of: UInt8(ascii: "<"), from: index), open + 1 < bytes.count {
            let next = bytes[open + 1]
            if next.isASCIILetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") {
                return bytes.firstIndex(of: UInt8(ascii: ">"), from: open) != nil
            }
            index = open + 1
        }
        return false
    }

    /// Whether the text holds character references.
    static func isEscaped(_ text: String) -> Bool {
        type(of: text) == .html && text.utf8.contains(UInt8(ascii: "&"))
    }

    /// HTML when the text holds a tag or a character reference.
    static func type(of text: String) -> MediaType {
        let bytes = text.utf8.span
        if holdsTag(bytes) { return .html }
        var index = 0
        while let ampersand = bytes.firstIndex(of: UInt8(ascii: "&"), from: index) {
            var end = ampersand + 1
            while end < bytes.count, end - ampersand < 33,
                bytes[end].isASCIILetter || bytes[end].isASCIIDigit || bytes[end] == UInt8(ascii: "#")
            {
                end += 1
            }
            if end < bytes.count, end > ampersand + 1, bytes[end] == UInt8(ascii: ";") { return .html }
            index = ampersand + 1
        }
        return .plain
    }
}

/// Escaping for markup that is put together again.
enum MarkupEscape {
    static func attribute(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else {
            return value
        }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(value.utf8.count + 16)
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped.append("&amp;")
            case UInt8(ascii: "<"): escaped.append("&lt;")
            case UInt8(ascii: ">"): escaped.append("&gt;")
            case UInt8(ascii: "\""): escaped.append("&quot;")
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
