/// The first bytes of a trie's phrases as bits by their hashes, so that most walks need not begin.
///
/// Phrases of six bytes and more are told by six, which are two characters of Chinese or half a Latin word, shorter
/// ones by three (B. Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", CACM 13(7), 1970).
struct PhraseOpenings: Sendable {
    /// The bytes at one place of a text, hashed once for all the tries that are asked there.
    struct Place {
        fileprivate let three: Int
        fileprivate let six: Int

        /// Takes eight bytes as a number, the first the greatest; past the end of the text they are zero.
        @inline(__always)
        init(head: UInt64) {
            three = Int(truncatingIfNeeded: (head >> 40 &* 0x9E37_79B1) & 0xFFFF_FFFF) >> 17
            six = Int(truncatingIfNeeded: (head >> 16 &* 0x9E37_79B9_7F4A_7C15) >> 48)
        }

        @inline(__always)
        init(_ bytes: [UInt8], at start: Int) {
            if start + 8 <= bytes.count {
                let head = bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
                self.init(head: head.bigEndian)
            } else {
                self.init(
                    head: (start..<start + 8).reduce(0) {
                        $0 << 8 | ($1 < bytes.count ? UInt64(bytes[$1]) : 0)
                    })
            }
        }
    }

    private var short = [UInt64](repeating: 0, count: 1 << 9)
    private var long = [UInt64](repeating: 0, count: 1 << 10)

    /// Whether a phrase may begin where a text has these bytes.
    @inline(__always)
    func mayBegin(_ place: Place) -> Bool {
        short[place.three >> 6] >> UInt64(place.three & 63) & 1 != 0
            || long[place.six >> 6] >> UInt64(place.six & 63) & 1 != 0
    }

    /// Adds a phrase by its first eight bytes; after one of less than three any byte may follow.
    mutating func insert(head: UInt64, length: Int) {
        if length >= 6 {
            let place = Place(head: head)
            long[place.six >> 6] |= 1 << UInt64(place.six & 63)
            return
        }
        for rest in 0..<(UInt64(1) << UInt64(8 * max(3 - length, 0))) {
            let place = Place(head: head | rest << 40)
            short[place.three >> 6] |= 1 << UInt64(place.three & 63)
        }
    }
}
