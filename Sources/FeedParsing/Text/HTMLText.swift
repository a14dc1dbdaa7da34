/// Resolves the character references of HTML text.
enum HTMLText {
    static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        var output: [UInt8] = []
        append(bytes, range, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the text of a range with its references resolved.
    static func append(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
        let part = bytes.span.extracting(0..<range.upperBound)
        var index = range.lowerBound
        while index < range.upperBound {
            let ampersand = part.firstIndex(of: UInt8(ascii: "&"), from: index) ?? range.upperBound
            output.append(bytes: part.extracting(index..<ampersand))
            index = ampersand
            if index < range.upperBound { index = appendReference(part, index, to: &output) }
        }
    }

    private static func appendReference(_ bytes: Span<UInt8>, _ start: Int, to output: inout [UInt8]) -> Int {
        var end = start + 1
        let bound = min(bytes.count, start + EntityNormalizer.longestReference)
        let isNumeric = end < bound && bytes[end] == UInt8(ascii: "#")
        if isNumeric { end += 1 }
        while end < bound, bytes[end].isASCIILetter || bytes[end].isASCIIDigit { end += 1 }
        let next = end < bytes.count && bytes[end] == UInt8(ascii: ";") ? end + 1 : end
        if isNumeric, let scalar = NumericReference.scalar(bytes, start + 2..<end) {
            output.append(scalar)
            return next
        }
        let name = isNumeric ? "" : bytes.string(start + 1..<end)
        if next > end, let value = HTMLEntities.scalars(named: name) {
            output.append(contentsOf: value.utf8)
            return next
        }
        if let legacy = HTMLEntities.legacyPrefix(of: name) {
            output.append(contentsOf: legacy.value.utf8)
            return start + 1 + legacy.name.utf8.count
        }
        output.append(UInt8(ascii: "&"))
        return start + 1
    }
}
