/// Text to look for without regard to letter case.
///
/// A search over thousands of stories must not make a lower-case copy of each: the phrase carries both
/// cases of each of its characters, and the text is compared byte by byte as it is.
package struct Phrase: Hashable, Sendable {
    private struct Unit: Hashable {
        var lower: [UInt8]
        /// May be longer, as in "ß" and "SS".
        var upper: [UInt8]
    }

    private let units: [Unit]

    init(_ text: String) {
        units = text.unicodeScalars.map { scalar in
            Unit(
                lower: Array(scalar.properties.lowercaseMapping.utf8),
                upper: Array(scalar.properties.uppercaseMapping.utf8))
        }
    }

    /// The phrase in lower case.
    var text: String { String(decoding: units.flatMap(\.lower), as: UTF8.self) }

    /// The phrase in lower case, if it has letters only whose two cases are one letter each to everybody.
    ///
    /// A search that knows no other case folding finds it wherever it occurs: not "straße" in "STRASSE".
    package var searchable: String? {
        let isPlain = units.allSatisfy { unit in
            guard unit.lower != unit.upper else { return true }
            let scalars = Array(String(decoding: unit.lower, as: UTF8.self).unicodeScalars)
            return scalars.count == 1 && unit.lower.count == unit.upper.count
                && Self.plainLetters.contains { $0.contains(scalars[0].value) }
        }
        return isPlain ? text : nil
    }

    /// ASCII, the letters of Latin-1 but "ß", "ÿ" and "µ", and Russian.
    private static let plainLetters: [ClosedRange<UInt32>] = [0x61...0x7A, 0xE0...0xFE, 0x430...0x45F]

    func occurs(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in bytes.indices.contains { matches(bytes, at: $0) } }
    }

    private func matches(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        var position = start
        for unit in units {
            if Self.stands(unit.lower, in: bytes, at: position) {
                position += unit.lower.count
            } else if Self.stands(unit.upper, in: bytes, at: position) {
                position += unit.upper.count
            } else {
                return false
            }
        }
        return true
    }

    private static func stands(_ part: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard start + part.count <= bytes.count else { return false }
        for offset in part.indices where bytes[start + offset] != part[offset] { return false }
        return true
    }
}
