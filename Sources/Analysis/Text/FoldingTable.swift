/// What each scalar of the basic plane folds to.
struct FoldingTable: Sendable {
    /// Marks a scalar that folding removes.
    static let dropped: UInt32 = 0xFFFF

    static let shared = FoldingTable()

    private let map: [UInt16]

    @inline(__always)
    static func ascii(_ byte: UInt8) -> UInt8 {
        if byte >= 0x41 && byte <= 0x5A { return byte | 0x20 }
        return byte == 0x09 || byte == 0x0D ? 0x20 : byte
    }

    @inline(__always)
    func fold(_ scalar: UInt32) -> UInt32 {
        scalar < 0x10000 ? UInt32(map[Int(scalar)]) : scalar
    }

    private init() {
        var map = (0..<0x10000).map { UInt16($0) }
        Self.lowerCase(&map)
        Self.narrow(&map)
        Self.straighten(&map)
        Self.simplify(&map)
        self.map = map
    }

    /// Latin, Greek and Cyrillic capitals; only where the lower case is one scalar.
    private static func lowerCase(_ map: inout [UInt16]) {
        for value in Array(0x41...0x5A) + Array(0xC0...0x58F) + Array(0x1E00...0x1FFF) {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            if lower.count == 1, let only = lower.first, only.value < 0x10000 {
                map[value] = UInt16(only.value)
            }
        }
        map[0x401] = 0x435
        map[0x451] = 0x435
    }

    /// Full-width ASCII and half-width katakana (Unicode "Halfwidth and Fullwidth Forms").
    private static func narrow(_ map: inout [UInt16]) {
        for value in 0xFF01...0xFF5E {
            map[value] = UInt16(ascii(UInt8(value - 0xFEE0)))
        }
        let katakana = Array("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".utf16)
        for (offset, scalar) in katakana.enumerated() { map[0xFF66 + offset] = scalar }
        map[0xFFE5] = 0xA5
        map[0xFFE1] = 0xA3
        map[0xFFE6] = 0x20A9
    }

    private static func straighten(_ map: inout [UInt16]) {
        for value in [
            0xA0, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x3000,
        ] {
            map[value] = 0x20
        }
        for value in [0x2028, 0x2029] { map[value] = 0x0A }
        for value in [0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x2BC, 0x60, 0xB4] { map[value] = 0x27 }
        for value in [0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB, 0x2033, 0x300C, 0x300D, 0x300E, 0x300F] {
            map[value] = 0x22
        }
        for value in [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212] { map[value] = 0x2D }
        for value in [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0F] { map[value] = UInt16(dropped) }
        for value in 0x202A...0x202E { map[value] = UInt16(dropped) }
        for value in 0x2066...0x2069 { map[value] = UInt16(dropped) }
    }

    private static func simplify(_ map: inout [UInt16]) {
        var traditional: UInt16?
        for unit in (traditionalSimplifiedPairs + variantSimplifiedPairs).utf16 {
            if let key = traditional {
                map[Int(key)] = unit
                traditional = nil
            } else {
                traditional = unit
            }
        }
    }
}
