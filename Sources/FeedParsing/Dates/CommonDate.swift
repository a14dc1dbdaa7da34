/// The two layouts that nearly every feed uses, read without taking the text apart.
///
/// Anything unusual gives nil and goes the general way.
struct CommonDate {
    private let bytes: [UInt8]
    private var index = 0

    /// Reads "Thu, 01 Jan 2004 19:48:21 +0100" and "2004-01-01T19:48:21Z".
    static func read(_ bytes: [UInt8]) -> DateFields? {
        var reader = CommonDate(bytes: bytes)
        guard bytes.count >= 16, bytes.count <= 40 else { return nil }
        let fields = bytes[4] == UInt8(ascii: "-") ? reader.readISO() : reader.readRFC()
        return reader.index == bytes.count ? fields : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func readISO() -> DateFields? {
        var fields = DateFields()
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
            skip("T") || skip(" "), readClock(&fields), readZone(&fields)
        else { return nil }
        fields.year = year
        fields.month = month
        fields.day = day
        return fields
    }

    private mutating func readRFC() -> DateFields? {
        var fields = DateFields()
        if bytes[3] == UInt8(ascii: ","), bytes[4] == UInt8(ascii: " "),
            bytes[..<3].allSatisfy(\.isASCIILetter)
        {
            index = 5
        }
        guard let day = number(2) ?? number(1), skip(" "), let month = readMonth(), skip(" "),
            let year = number(4), skip(" "), readClock(&fields), skip(" "), readZone(&fields)
        else { return nil }
        fields.year = year
        fields.month = month
        fields.day = day
        return fields
    }

    private mutating func readClock(_ fields: inout DateFields) -> Bool {
        guard let hour = number(2), skip(":"), let minute = number(2) else { return false }
        fields.hour = hour
        fields.minute = minute
        guard skip(":") else { return true }
        guard let second = number(2) else { return false }
        fields.second = second
        return true
    }

    private mutating func readZone(_ fields: inout DateFields) -> Bool {
        if skip("Z") || skip("GMT") || skip("UTC") { return true }
        let isEast = skip("+")
        guard isEast || skip("-"), let hours = number(2) else { return false }
        _ = skip(":")
        guard let minutes = number(2), hours <= 15, minutes < 60 else { return false }
        fields.offset = (hours * 60 + minutes) * (isEast ? 60 : -60)
        return true
    }

    private mutating func readMonth() -> Int? {
        guard index + 3 <= bytes.count else { return nil }
        let letters = bytes[index..<index + 3].reduce(0) { $0 << 8 | Int($1) }
        index += 3
        switch letters {
        case 0x4A616E: return 1
        case 0x466562: return 2
        case 0x4D6172: return 3
        case 0x417072: return 4
        case 0x4D6179: return 5
        case 0x4A756E: return 6
        case 0x4A756C: return 7
        case 0x417567: return 8
        case 0x536570: return 9
        case 0x4F6374: return 10
        case 0x4E6F76: return 11
        case 0x446563: return 12
        default: return nil
        }
    }

    /// Exactly `digits` digits, followed by none.
    private mutating func number(_ digits: Int) -> Int? {
        guard index + digits <= bytes.count else { return nil }
        var value = 0
        for offset in 0..<digits {
            let byte = bytes[index + offset]
            guard byte.isASCIIDigit else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        index += digits
        return value
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        guard bytes.span.hasPrefix(text, at: index) else { return false }
        index += text.utf8CodeUnitCount
        return true
    }
}
