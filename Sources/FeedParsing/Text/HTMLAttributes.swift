/// Reads the attributes that a start tag's range holds.
struct HTMLAttributes {
    /// `written` is where the value stands in the document, with its quotes; empty for a name alone.
    let pairs: [(name: String, value: String, written: Range<Int>)]

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        var pairs: [(name: String, value: String, written: Range<Int>)] = []
        var index = range.lowerBound
        let end = range.upperBound
        func skipSpace() { while index < end, bytes[index].isASCIIWhitespace { index += 1 } }
        while index < end, pairs.count < 64 {
            while index < end, bytes[index].isASCIIWhitespace || bytes[index] == UInt8(ascii: "/") {
                index += 1
            }
            guard index < end else { break }
            let start = index
            // A "=" where a name would begin is its first character, as the tokenizer reads it.
            index += 1
            while index < end, !bytes[index].isASCIIWhitespace, bytes[index] != UInt8(ascii: "="),
                bytes[index] != UInt8(ascii: "/")
            {
                index += 1
            }
            let name = bytes.span.string(start..<index).lowercased()
            skipSpace()
            var value = ""
            var written = index..<index
            if index < end, bytes[index] == UInt8(ascii: "=") {
                index += 1
                skipSpace()
                var valueEnd = index
                let valueStart = index
                if index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
                    let quote = bytes[index]
                    index += 1
                    valueEnd = min(bytes.span.firstIndex(of: quote, from: index) ?? end, end)
                    value = HTMLText.decode(bytes, index..<valueEnd)
                    index = min(valueEnd + 1, end)
                } else {
                    while valueEnd < end, !bytes[valueEnd].isASCIIWhitespace { valueEnd += 1 }
                    value = HTMLText.decode(bytes, index..<valueEnd)
                    index = valueEnd
                }
                written = valueStart..<index
            }
            pairs.append((name, value, written))
        }
        self.pairs = pairs
    }

    /// The first value of an attribute by lowercase name; empty for one without a value, nil when absent.
    subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Whether the element is kept from readers' eyes.
    var isHidden: Bool {
        if self["hidden"] != nil || self["aria-hidden"] == "true" { return true }
        guard let style = self["style"]?.lowercased().filter({ !$0.isWhitespace }) else { return false }
        return style.contains("display:none") || style.contains("visibility:hidden")
    }
}
