/// Writes text with white space collapsed and the breaks that its blocks ask for.
struct PlainTextWriter {
    private var output: [UInt8] = []
    private var scratch: [UInt8] = []
    /// Line breaks owed before the next text: 0, 1 (line) or 2 (paragraph).
    private var owedBreaks = 0
    private var owesSpace = false
    private var owesTab = false
    private var owesBullet = false
    private var preformatted = 0

    /// Writes HTML text, references resolved.
    mutating func write(_ bytes: [UInt8], _ range: Range<Int>) {
        scratch.removeAll(keepingCapacity: true)
        HTMLText.append(bytes, range, to: &scratch)
        let text = scratch
        add(text.span)
    }

    /// Writes text in which references mean nothing.
    mutating func write(raw bytes: [UInt8], _ range: Range<Int>) {
        add(bytes.span.extracting(range))
    }

    mutating func breakLine() {
        owedBreaks = min(2, owedBreaks + 1)
        owesSpace = false
    }

    mutating func start(_ name: String) {
        switch name {
        case "br": breakLine()
        case "li":
            block(1)
            owesBullet = true
        case "td", "th": owesTab = true
        default: block(level(name))
        }
        if name == "pre" { preformatted += 1 }
    }

    mutating func end(_ name: String) {
        if name == "pre", preformatted > 0 { preformatted -= 1 }
        if name == "li" { owesBullet = false }
        if name != "br" { block(level(name)) } else { breakLine() }
    }

    private func level(_ name: String) -> Int {
        if HTMLNames.paragraphs.contains(name) { return 2 }
        return HTMLNames.lines.contains(name) ? 1 : 0
    }

    private mutating func block(_ breaks: Int) {
        guard breaks > 0 else { return }
        owedBreaks = max(owedBreaks, breaks)
        owesSpace = false
        owesTab = false
    }

    private mutating func add(_ text: Span<UInt8>) {
        var index = 0
        while index < text.count {
            let width = Self.spaceWidth(text, index)
            if width > 0 {
                space(text[index])
                index += width
                continue
            }
            var end = index + 1
            while end < text.count, text[end] > 0x20,
                text[end] < 0x7F || text[end] >= 0x80 && Self.spaceWidth(text, end) == 0
            { end += 1 }
            settle()
            output.append(bytes: text.extracting(index..<end))
            index = end
        }
    }

    private mutating func space(_ byte: UInt8) {
        if preformatted > 0, byte == UInt8(ascii: "\n") { breakLine() } else { owesSpace = true }
    }

    /// Bytes of the white space or control character at `index`; 0 for anything else.
    ///
    /// No-break and typographic spaces count as spaces: in news they only serve layout.
    private static func spaceWidth(_ text: Span<UInt8>, _ index: Int) -> Int {
        switch text[index] {
        case 0...0x20, 0x7F: return 1
        case 0xC2 where index + 1 < text.count && text[index + 1] <= 0xA0: return 2
        case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80:
            let last = text[index + 2]
            return last >= 0x80 && last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0
        case 0xE3 where text.hasPrefix("\u{3000}", at: index): return 3
        default: return 0
        }
    }

    /// Writes the breaks and spaces owed before a word.
    private mutating func settle() {
        if output.isEmpty {
            if owesBullet { output.append("- ") }
        } else if owedBreaks > 0 {
            for _ in 0..<owedBreaks { output.append(UInt8(ascii: "\n")) }
            if owesBullet { output.append("- ") }
        } else if owesTab {
            output.append(UInt8(ascii: "\t"))
        } else if owesSpace {
            output.append(UInt8(ascii: " "))
        }
        owedBreaks = 0
        owesTab = false
        owesSpace = false
        owesBullet = false
    }

    consuming func finish() -> String {
        String(decoding: output, as: UTF8.self)
    }
}
