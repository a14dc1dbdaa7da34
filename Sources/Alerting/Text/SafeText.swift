/// Makes text from feeds safe to print on one line of a terminal or log.
///
/// Feeds are hostile input: escape sequences drive terminals, line breaks forge log lines, direction
/// overrides and invisible characters hide what a line says, piled-up marks flood the screen.
package enum SafeText {
    /// Marks that may stand on one base character; no living script needs more.
    static let mostMarks = 4

    /// One line of visible text: controls and invisible characters gone, every run of blanks one space.
    ///
    /// The result has at most `maxBytes` of UTF-8 and is cut between characters, with "…" to show it.
    package static func line(_ text: String, maxBytes: Int) -> String {
        cut(isClean(text) ? text : cleaned(EscapeSequences.removed(from: text)), maxBytes: maxBytes)
    }

    /// The link if it is an http or https URL that can stand in a line as it is, else nil.
    ///
    /// Characters that a URL cannot have are percent-encoded.
    package static func link(_ link: String?, maxBytes: Int = 2000) -> String? {
        guard let link, link.utf8.count <= maxBytes else { return nil }
        let scheme = link.prefix(8).lowercased()
        guard scheme.hasPrefix("http://") || scheme.hasPrefix("https://") else { return nil }
        var safe = ""
        for byte in link.utf8 {
            if byte > 0x20, byte < 0x7F, !"\"<>\\^`{|}".utf8.contains(byte) {
                safe.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                safe += "%" + hexDigits(byte)
            }
        }
        return safe.utf8.count <= maxBytes ? safe : nil
    }

    /// Cuts at a character boundary; the result has at most `maxBytes` of UTF-8, the ellipsis included.
    static func cut(_ text: String, maxBytes: Int) -> String {
        guard text.utf8.count > maxBytes else { return text }
        let ellipsis = "…"
        var room = maxBytes - ellipsis.utf8.count
        var end = text.startIndex
        while end < text.endIndex {
            room -= text[end].utf8.count
            if room < 0 { break }
            end = text.index(after: end)
        }
        return String(text[..<end]) + ellipsis
    }

    /// True of words of printable ASCII with one space between them, as most ids, codes and English titles are.
    private static func isClean(_ text: String) -> Bool {
        var last = UInt8(ascii: " ")
        for byte in text.utf8 {
            guard (0x20...0x7E).contains(byte), byte > 0x20 || last > 0x20 else { return false }
            last = byte
        }
        return last > 0x20
    }

    private static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var marks = 0
        var blankIsDue = false
        for scalar in text.unicodeScalars {
            switch kind(of: scalar) {
            case .removed: continue
            case .blank:
                blankIsDue = !result.isEmpty
                continue
            case .mark:
                marks += 1
                if marks > mostMarks { continue }
            case .visible: marks = 0
            }
            if blankIsDue { result.append(" ") }
            blankIsDue = false
            result.append(scalar)
        }
        return String(result)
    }

    private enum Kind { case visible, mark, blank, removed }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        if (0x21...0x7E).contains(scalar.value) { return .visible }
        let properties = scalar.properties
        if properties.isWhitespace { return .blank }
        if InvisibleCharacters.contains(scalar) { return .removed }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return .mark
        default: return .visible
        }
    }

    private static func hexDigits(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}

/// The characters that show nothing, or change how others show.
enum InvisibleCharacters {
    /// Controls, format characters (direction overrides and isolates, zero-width ones, tags), what fonts
    /// ignore by default (fillers, variation selectors), line separators, private use and noncharacters.
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value < 0x20 }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: return true
        default: return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
        }
    }
}
