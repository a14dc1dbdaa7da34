/// Finishes attribute values that libxml2 hands over with `&#38;` still in place.
enum AttributeText {
    static func decode(_ raw: Span<UInt8>) -> String {
        var start = 0
        var end = raw.count
        while start < end, raw[start].isASCIIWhitespace { start += 1 }
        while end > start, raw[end - 1].isASCIIWhitespace { end -= 1 }
        guard let first = raw.firstIndex(of: UInt8(ascii: "&"), from: start), first < end else {
            return raw.string(start..<end)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end - start)
        var index = start
        while index < end {
            if raw.hasPrefix("&#38;", at: index) {
                bytes.append(UInt8(ascii: "&"))
                index += 5
            } else {
                bytes.append(raw[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
