/// Turns the texts of feeds into plain text: what a reader sees, blocks separated by line breaks.
///
/// One pass, linear in the input, no recursion: depth costs nothing because only the dropped element is counted.
package enum PlainText {
    /// The plain form of a text of the given type.
    package static func convert(_ text: String, type: MediaType) -> String {
        type.isMarkup ? convert(html: text) : clean(text)
    }

    /// The text of HTML: scripts, styles and hidden elements dropped, references resolved, white space collapsed.
    ///
    /// Paragraphs are separated by an empty line, lines and table rows by a line break, cells by a tab; list items
    /// begin with "- ".
    package static func convert(html: String) -> String {
        var writer = PlainTextWriter()
        var tokens = HTMLTokenizer(Array(html.utf8))
        var skipped = SkippedElement()
        while let token = tokens.next() {
            switch token {
            case .text(let range):
                if !skipped.isInside { writer.write(tokens.bytes, range) }
            case .raw(let range):
                if !skipped.isInside { writer.write(raw: tokens.bytes, range) }
            case .start(let name, let attributes, let isSelfClosing):
                if skipped.start(name, isSelfClosing, isHidden: { isHidden(tokens.bytes, attributes) }) {
                    continue
                }
                writer.start(name)
            case .end(let name):
                if skipped.end(name) { continue }
                writer.end(name)
            }
        }
        return writer.finish()
    }

    /// Plain text with controls removed and white space collapsed; line breaks stay, at most one empty line.
    package static func clean(_ text: String) -> String {
        if isClean(text) { return text }
        var writer = PlainTextWriter()
        let bytes = Array(text.utf8)
        var start = 0
        while start <= bytes.count {
            let end = bytes.span.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? bytes.count
            writer.write(raw: bytes, start..<end)
            if end < bytes.count { writer.breakLine() }
            start = end + 1
        }
        return writer.finish()
    }

    /// Printable ASCII without two spaces in a row or at the ends needs no work.
    private static func isClean(_ text: String) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text.utf8 {
            if byte < 0x20 || byte >= 0x7F || byte == 0x20 && previous == 0x20 { return false }
            previous = byte
        }
        return previous != 0x20
    }

    /// The text as one line: every run of white space is one space.
    package static func line(_ text: String, type: MediaType) -> String {
        let converted = type.isMarkup ? convert(html: text) : clean(text)
        guard converted.utf8.contains(where: { $0 < 0x20 }) else { return converted }
        let words = converted.utf8.split { $0 == 0x0A || $0 == 0x09 || $0 == 0x20 }
        return words.compactMap { String($0) }.joined(separator: " ")
    }

    private static func isHidden(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        // Most tags have no such attribute: look for its letters before taking the tag apart.
        guard range.count > 5,
            bytes[range].contains(where: { $0 | 0x20 == UInt8(ascii: "h") || $0 | 0x20 == UInt8(ascii: "d") })
        else { return false }
        return HTMLAttributes(bytes, range).isHidden
    }
}
