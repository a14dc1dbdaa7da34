/// A hash that is the same in every run and on every machine, which `Hasher` is not: FNV-1a with 64 bits.
///
/// It tells apart and never protects (http://www.isthe.com/chongo/tech/comp/fnv/).
package struct StableHash: Hashable, Sendable {
    package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = StableHash()
        hash.add(bytes)
        return hash.value
    }

    package mutating func add(_ bytes: some Sequence<UInt8>) {
        // From another module the sequence is not specialised: a call for each byte of the lexicon would be a fifth
        // of the start.
        let sum: UInt64? = bytes.withContiguousStorageIfAvailable { [value] in Self.sum($0, from: value) }
        value = sum ?? Self.sum(bytes, from: value)
    }

    private static func sum(_ bytes: some Sequence<UInt8>, from start: UInt64) -> UInt64 {
        var sum = start
        for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return sum
    }

    /// Adds a whole file, eight bytes at a step; another value than byte by byte.
    package mutating func add(file bytes: [UInt8]) {
        let rest = bytes.count & 7
        var start = 0
        while start < bytes.count - rest {
            var word: UInt64 = 0
            for offset in 0..<8 { word |= UInt64(bytes[start + offset]) << UInt64(8 * offset) }
            value = (value ^ word) &* 0x100_0000_01b3
            value ^= value >> 32
            start += 8
        }
        add(bytes[start...])
    }

    /// Adds what another hash was made of, as one step.
    package mutating func add(_ other: StableHash) {
        value = (value ^ other.value) &* 0x100_0000_01b3
        value ^= value >> 32
    }

    /// Adds a text and one byte that UTF-8 never holds, so that fields cannot run into each other.
    package mutating func add(field: String) {
        add(field.utf8)
        add(CollectionOfOne(0xFF))
    }
}
