/// Makes foreign text safe for one line of a log or a terminal.
package enum OneLine {
    /// Controls, line separators, and the marks that turn the writing direction become spaces; the text is cut at `limit`
    /// Unicode scalars.
    package static func text(_ text: String, atMost limit: Int = 500) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            line.append(isUnsafe(scalar.value) ? " " : scalar)
        }
        return String(line)
    }

    private static func isUnsafe(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
        case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE007F: true
        default: false
        }
    }
}
