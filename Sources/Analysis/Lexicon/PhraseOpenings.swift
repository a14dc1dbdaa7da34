/// The first bytes of a trie's phrases as bits, so that most walks need not begin.
///
/// Phrases of six bytes and more are told by six, which are two characters of Chinese or half a Latin word, shorter
/// ones by three or two (B. Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", CACM 13(7), 1970).
struct PhraseOpenings: Sendable {
    /// The bytes at one place of a text, hashed once for all the tries that are asked there.
    struct Place {
        fileprivate let two: Int
        fileprivate let three: Int
        /// Two hashes: most phrases are long, and one would let a fifth of all places pass.
        fileprivate let six: (Int, Int)

        /// Takes eight bytes as a number, the first the greatest; past the end of the text they are zero.
        @inline(__always)
        init(head: UInt64) {
            two = Int(truncatingIfNeeded: head >> 48)
            three = Int(truncatingIfNeeded: (head >> 40 &* 0x9E37_79B1) & 0xFFFF_FFFF) >> 17
            let hash = head >> 16 &* 0x9E37_79B9_7F4A_7C15
            six = (Int(truncatingIfNeeded: hash >> 47), Int(truncatingIfNeeded: hash >> 30 & 0x1_FFFF))
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

    /// A set of small numbers.
    private struct Bits: Sendable {
        private var words: [UInt64]

        init(count: Int) { words = Array(repeating: 0, count: count >> 6) }

        @inline(__always)
        func contains(_ number: Int) -> Bool { words[number >> 6] >> UInt64(number & 63) & 1 != 0 }

        mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }
    }

    private var pairs = Bits(count: 1 << 16)
    private var short = Bits(count: 1 << 15)
    private var long = Bits(count: 1 << 17)

    /// Whether a phrase may begin where a text has these bytes.
    @inline(__always)
    func mayBegin(_ place: Place) -> Bool {
        (long.contains(place.six.0) && long.contains(place.six.1)) || short.contains(place.three)
            || pairs.contains(place.two)
    }

    /// Adds a phrase by its first eight bytes; after one of a single byte any other may follow.
    mutating func insert(head: UInt64, length: Int) {
        let place = Place(head: head)
        switch length {
        case 6...:
            long.insert(place.six.0)
            long.insert(place.six.1)
        case 3...5: short.insert(place.three)
        case 2: pairs.insert(place.two)
        default: for next in 0..<256 { pairs.insert(place.two | next) }
        }
    }
}
