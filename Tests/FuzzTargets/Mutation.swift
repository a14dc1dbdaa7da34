package import TestSupport

/// Small damage to seeds, as libFuzzer does it, for the bounded replay.
package enum Mutation {
    /// Pieces at which readers change their mind.
    private static let pieces: [[UInt8]] =
        [
            "<", ">", "\"", "'", "&", "&#0;", "&#x110000;", "&amp", "]]>", "<![CDATA[", "<!--", "-->",
            "<?xml", "</", "/>",
            "\u{0}", "\r\n", "\u{FEFF}", "\u{1F600}", "\u{202E}", "-", "+", ":", "99999999999999999999", "0",
            "%00", "@",
            "[::1]", "javascript:", "<script>", "</script>", " onload=", "{", "}", "\\u0000", "\\ud800", "$",
            "billion",
        ].map { Array($0.utf8) } + [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x1B, 0x24, 0x42], [0xFE, 0xFF],
        ]

    /// A copy with one to four changes: flipped, cut out, repeated or foreign bytes, or a piece of another seed.
    package static func mutate(_ seed: [UInt8], with other: [UInt8], _ random: inout Randomness) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let range = range(in: bytes, &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                for index in range.prefix(2) { bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
            case 1: bytes.removeSubrange(range)
            case 2: bytes.insert(contentsOf: bytes[range], at: range.lowerBound)
            case 3: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: range.lowerBound)
            case 4: bytes.replaceSubrange(range, with: other[self.range(in: other, &random)])
            default: bytes.removeSubrange(range.upperBound...)
            }
        }
        return bytes
    }

    /// Short ranges mostly, so that the rest stays meaningful.
    private static func range(in bytes: [UInt8], _ random: inout Randomness) -> Range<Int> {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let longest = Bool.random(using: &random) ? 8 : 256
        let count = Int.random(in: 0...min(longest, bytes.count - start), using: &random)
        return start..<start + count
    }
}
