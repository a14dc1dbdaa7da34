/// Reads one start tag as browsers do and writes it as XML wants it: every attribute with a quoted value.
struct TagRewriter {
    /// The tag as it may go to the parser, from "<" to ">".
    private(set) var text: [UInt8] = []
    /// Where the name was.
    private(set) var name = 0..<0
    private(set) var isSelfClosing = false
    private(set) var sawIrregularAttribute = false
    private(set) var entities = EntityNormalizer(place: .attribute)
    private var attributeCount = 0

    /// Reads the tag at `start` (a "<") and returns the index after it; nil when the bytes end before it does.
    mutating func read(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count, bytes[index].continuesName { index += 1 }
        name = start + 1..<index
        text.removeAll(keepingCapacity: true)
        text.append(name: bytes.extracting(start..<index))
        attributeCount = 0
        while true {
            index = skipSpace(bytes, index)
            guard index < bytes.count else { return nil }
            switch bytes[index] {
            case UInt8(ascii: ">"): return close(after: index + 1, selfClosing: false)
            case UInt8(ascii: "<"):
                // The tag was never closed and the next one begins.
                sawIrregularAttribute = true
                return close(after: index, selfClosing: false)
            case UInt8(ascii: "/"):
                guard index + 1 < bytes.count else { return nil }
                if bytes[index + 1] == UInt8(ascii: ">") { return close(after: index + 2, selfClosing: true) }
                index += 1
            case let byte where byte.startsName:
                guard let next = attribute(bytes, index) else { return nil }
                index = next
            default:
                sawIrregularAttribute = true
                index += 1
            }
        }
    }

    private mutating func close(after end: Int, selfClosing: Bool) -> Int {
        isSelfClosing = selfClosing
        if selfClosing { text.append(UInt8(ascii: "/")) }
        text.append(UInt8(ascii: ">"))
        return end
    }

    private func skipSpace(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index].isASCIIWhitespace { index += 1 }
        return index
    }

    private mutating func attribute(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        while index < bytes.count, bytes[index].continuesName { index += 1 }
        let attributeName = start..<index
        index = skipSpace(bytes, index)
        guard index < bytes.count else { return nil }
        guard bytes[index] == UInt8(ascii: "=") else {
            sawIrregularAttribute = true
            write(bytes, attributeName, value: attributeName)
            return index
        }
        index = skipSpace(bytes, index + 1)
        guard index < bytes.count else { return nil }
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = bytes.firstIndex(of: quote, from: index + 1) else { return nil }
            write(bytes, attributeName, value: index + 1..<end)
            return end + 1
        }
        sawIrregularAttribute = true
        let valueStart = index
        while index < bytes.count, !bytes[index].isASCIIWhitespace, bytes[index] != UInt8(ascii: ">") {
            index += 1
        }
        guard index < bytes.count else { return nil }
        write(bytes, attributeName, value: valueStart..<index)
        return index
    }

    private mutating func write(_ bytes: Span<UInt8>, _ attributeName: Range<Int>, value: Range<Int>) {
        attributeCount += 1
        guard attributeCount <= MarkupNormalizer.attributeLimit else { return }
        text.append(UInt8(ascii: " "))
        text.append(name: bytes.extracting(attributeName))
        text.append("=\"")
        var index = value.lowerBound
        while index < value.upperBound {
            let end = plainEnd(bytes, index..<value.upperBound)
            text.append(bytes: bytes.extracting(index..<end))
            index = end
            guard index < value.upperBound else { break }
            switch bytes[index] {
            case UInt8(ascii: "&"):
                index =
                    entities.rewrite(bytes, at: index, end: value.upperBound, isLast: true, into: &text)
                    ?? value.upperBound
                continue
            case UInt8(ascii: "<"): text.append("&#60;")
            default: text.append("&#34;")
            }
            index += 1
        }
        text.append(UInt8(ascii: "\""))
    }

    /// Where a value stops standing for itself.
    private func plainEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        for index in range {
            let byte = bytes[index]
            if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\"") {
                return index
            }
        }
        return range.upperBound
    }
}
