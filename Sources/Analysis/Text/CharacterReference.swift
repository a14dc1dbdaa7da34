/// HTML character references that scraping left in a text: `&#8211;`, `&amp;`, `&nbsp;`.
enum CharacterReference {
    private static let named: [String: UInt32] = [
        "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "ndash": 0x2013,
        "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D, "laquo": 0xAB,
        "raquo": 0xBB, "hellip": 0x2026, "euro": 0x20AC, "pound": 0xA3, "yen": 0xA5, "middot": 0xB7,
    ]

    /// The referenced scalar and the length of the reference; nil when there is none at the ampersand.
    static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, length: Int)? {
        let limit = min(index + 10, bytes.count)
        guard let end = bytes[index..<limit].firstIndex(of: UInt8(ascii: ";")), end > index + 2 else {
            return nil
        }
        let body = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        let length = end - index + 1
        if body.hasPrefix("#x") || body.hasPrefix("#X") {
            return UInt32(body.dropFirst(2), radix: 16).flatMap(valid).map { ($0, length) }
        }
        if body.hasPrefix("#") { return UInt32(body.dropFirst()).flatMap(valid).map { ($0, length) } }
        return named[body].map { ($0, length) }
    }

    private static func valid(_ value: UInt32) -> UInt32? {
        value >= 0x20 ? Unicode.Scalar(value)?.value : nil
    }
}
