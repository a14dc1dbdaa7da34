/// Splits HTML into text and tags as browsers do, in one pass over bytes; it never fails and never looks back.
struct HTMLTokenizer {
    /// One piece; ranges are byte offsets into the document.
    enum Token {
        case text(Range<Int>)
        /// Text in which no references count: the content of scripts and styles, and CDATA sections.
        case raw(Range<Int>)
        /// `attributes` spans what stands between the name and ">".
        case start(name: String, attributes: Range<Int>, isSelfClosing: Bool)
        case end(name: String)
    }

    let bytes: [UInt8]
    private var index = 0
    /// The element whose content is raw text, while at its start.
    private var rawElement: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        if let raw = rawElement {
            rawElement = nil
            let start = index
            index = endOfRawText(raw)
            if index > start { return .raw(start..<index) }
        }
        while index < bytes.count {
            let start = index
            index = nextMarkup(from: start)
            if index > start { return .text(start..<index) }
            if let token = markup() { return token }
        }
        return nil
    }

    /// The index of the next "<" that begins markup; others are text.
    private func nextMarkup(from start: Int) -> Int {
        var from = start
        while let open = bytes.span.firstIndex(of: UInt8(ascii: "<"), from: from) {
            guard open + 1 < bytes.count else { break }
            let next = bytes[open + 1]
            let isMarkup =
                next.isASCIILetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
                || next == UInt8(ascii: "?")
            if isMarkup { return open }
            from = open + 1
        }
        return bytes.count
    }

    /// Reads the markup at `index`; nil for comments and the like, which are passed over.
    private mutating func markup() -> Token? {
        let bytes = bytes
        let span = bytes.span
        switch bytes[index + 1] {
        case UInt8(ascii: "!"):
            if span.hasPrefix("<!--", at: index) {
                skip(past: "-->", from: index + 4)
            } else if span.hasPrefix("<![CDATA[", at: index) {
                let start = index + 9
                skip(past: "]]>", from: start)
                let end = index >= start + 3 && span.hasPrefix("]]>", at: index - 3) ? index - 3 : index
                return .raw(start..<max(start, end))
            } else {
                skip(past: ">", from: index + 2)
            }
            return nil
        case UInt8(ascii: "?"):
            skip(past: ">", from: index + 2)
            return nil
        case UInt8(ascii: "/"):
            let name = tagName(from: index + 2)
            skip(past: ">", from: index + 2)
            return .end(name: name)
        default: return startTag()
        }
    }

    private mutating func skip(past mark: StaticString, from start: Int) {
        let bytes = bytes
        let span = bytes.span
        var from = start
        while let hit = span.firstIndex(of: unsafe mark.utf8Start.pointee, from: from) {
            if span.hasPrefix(mark, at: hit) {
                index = hit + mark.utf8CodeUnitCount
                return
            }
            from = hit + 1
        }
        index = bytes.count
    }

    private func tagName(from start: Int) -> String {
        var end = start
        while end < bytes.count, end - start < 64, isNameByte(bytes[end]) { end += 1 }
        return bytes.span.string(start..<end).lowercased()
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        !byte.isASCIIWhitespace && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
            && byte != UInt8(ascii: "<")
    }

    /// Reads a start tag; one that the document cuts off is dropped, as browsers do.
    private mutating func startTag() -> Token? {
        let start = index + 1
        let name = tagName(from: start)
        var cursor = start
        while cursor < bytes.count, isNameByte(bytes[cursor]) { cursor += 1 }
        let attributesStart = cursor
        cursor = endOfTag(from: attributesStart)
        guard cursor < bytes.count else {
            index = bytes.count
            return nil
        }
        index = cursor + 1
        if name == "script" || name == "style" || name == "textarea" || name == "title" || name == "xmp" {
            rawElement = name == "title" ? nil : name
        }
        let isSelfClosing = cursor > attributesStart && bytes[cursor - 1] == UInt8(ascii: "/")
        return .start(name: name, attributes: attributesStart..<cursor, isSelfClosing: isSelfClosing)
    }

    /// Where the ">" stands that ends a tag with attributes from `start` on; the end of the document without one.
    ///
    /// Quotes open a value only right after "="; in the middle of a value without quotes they are part of it. A "=" where a
    /// name would begin is the first character of one (HTML, 13.2.5.32 "Before attribute name state").
    private func endOfTag(from start: Int) -> Int {
        var cursor = start
        var isNamed = false
        while cursor < bytes.count, bytes[cursor] != UInt8(ascii: ">") {
            let byte = bytes[cursor]
            let isValueNext = isNamed && byte == UInt8(ascii: "=")
            if byte == UInt8(ascii: "/") {
                isNamed = false
            } else if !byte.isASCIIWhitespace {
                isNamed = !isValueNext
            }
            cursor += 1
            guard isValueNext else { continue }
            while cursor < bytes.count, bytes[cursor].isASCIIWhitespace { cursor += 1 }
            guard cursor < bytes.count else { break }
            let quote = bytes[cursor]
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                guard let end = bytes.span.firstIndex(of: quote, from: cursor + 1) else { return bytes.count }
                cursor = end + 1
            } else {
                while cursor < bytes.count, !bytes[cursor].isASCIIWhitespace,
                    bytes[cursor] != UInt8(ascii: ">")
                {
                    cursor += 1
                }
            }
        }
        return cursor
    }

    private func endOfRawText(_ name: String) -> Int {
        let span = bytes.span
        var from = index
        while let open = span.firstIndex(of: UInt8(ascii: "<"), from: from) {
            if open + 1 < bytes.count, bytes[open + 1] == UInt8(ascii: "/"), tagName(from: open + 2) == name {
                return open
            }
            from = open + 1
        }
        return bytes.count
    }
}
