/// A text prepared for matching: folded UTF-8 with a map back to the original.
///
/// Folding makes one spelling of many: lower case, full-width forms narrowed, curly quotes and dashes
/// straightened, odd spaces made plain, invisible characters dropped, Russian ё made е, traditional
/// characters made simplified, HTML character references left over from scraping decoded.
/// Every folded byte remembers the original byte it came from, so evidence points into the text as given.
package struct FoldedText: Sendable {
    /// The text as given, UTF-8.
    package let original: [UInt8]
    /// The folded text, UTF-8.
    package let bytes: [UInt8]
    /// For each folded byte, and one past the end, the index of the original byte that it came from.
    package let source: [UInt32]
    /// How many characters folding changed from traditional to simplified.
    package let traditionalCount: Int

    package init(_ text: String) {
        var builder = FoldingBuilder(capacity: text.utf8.count)
        original = Array(text.utf8)
        builder.fold(original)
        bytes = builder.bytes
        source = builder.source
        traditionalCount = builder.traditionalCount
    }

    /// The folded text alone, for what is read from files.
    static func bytes(of text: String) -> [UInt8] {
        // Most words of the lexicon are folded already.
        text.unicodeScalars.allSatisfy(isFolded) ? Array(text.utf8) : FoldedText(text).bytes
    }

    /// Whether folding leaves a scalar as it is, whatever stands around it.
    private static func isFolded(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 0x80 { return FoldingTable.shared.fold(scalar.value) == scalar.value }
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        return byte != UInt8(ascii: "&") && FoldingTable.ascii(byte) == byte
    }

    /// The passage as the text gives it.
    package func originalString(_ range: Range<Int>) -> String {
        String(decoding: original[originalRange(range)], as: UTF8.self)
    }

    /// Where a folded range lies in the original bytes.
    package func originalRange(_ range: Range<Int>) -> Range<Int> {
        Int(source[range.lowerBound])..<Int(source[range.upperBound])
    }

    /// Whether the word that starts at a folded index is written with a capital.
    package func isCapitalized(at index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let start = Int(source[index])
        let byte = original[start]
        if byte < 0x80 { return byte >= 0x41 && byte <= 0x5A }
        // Where the first bytes are equal both have a second one.
        return (byte != bytes[index] || original[start + 1] != bytes[index + 1])
            && ScalarClass.of(bytes, at: index).kind.isCased
    }
}

/// Accumulates folded bytes with their sources.
private struct FoldingBuilder {
    var bytes: [UInt8] = []
    var source: [UInt32] = []
    var traditionalCount = 0

    init(capacity: Int) {
        bytes.reserveCapacity(capacity + 1)
        source.reserveCapacity(capacity + 1)
    }

    mutating func fold(_ original: [UInt8]) {
        var index = 0
        while index < original.count {
            let byte = original[index]
            if byte == UInt8(ascii: "&"),
                let (scalar, length) = CharacterReference.decode(original, at: index)
            {
                append(scalar, from: index)
                index += length
            } else if byte < 0x80 {
                bytes.append(FoldingTable.ascii(byte))
                source.append(UInt32(truncatingIfNeeded: index))
                index += 1
            } else {
                let (scalar, length) = UTF8Scalar.decode(original, at: index)
                append(scalar, from: index)
                index += length
            }
        }
        source.append(UInt32(truncatingIfNeeded: original.count))
    }

    private mutating func append(_ scalar: UInt32, from index: Int) {
        let folded = FoldingTable.shared.fold(scalar)
        guard folded != FoldingTable.dropped else { return }
        if folded != scalar, scalar >= 0x3400, scalar < 0xFB00 { traditionalCount += 1 }
        let before = bytes.count
        UTF8Scalar.encode(folded, into: &bytes)
        for _ in before..<bytes.count { source.append(UInt32(truncatingIfNeeded: index)) }
    }
}
