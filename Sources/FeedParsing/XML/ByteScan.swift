import Glibc

/// Byte searches over spans; the only places of this module that leave bounds checks, for speed.
extension Span where Element == UInt8 {
    /// The first index of `byte` at or after `start`, or nil; runs at the speed of memchr.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start < count else { return nil }
        return unsafe withUnsafeBufferPointer { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            // The range start ..< count lies inside the buffer, checked above.
            guard let hit = unsafe memchr(base + start, Int32(byte), buffer.count - start) else { return nil }
            return unsafe UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
        }
    }

    /// The first index of `mark`, which is not empty, at or after `start`, or nil.
    func firstIndex(of mark: StaticString, from start: Int) -> Int? {
        let first = unsafe mark.utf8Start.pointee
        var index = start
        while let hit = firstIndex(of: first, from: index) {
            if hasPrefix(mark, at: hit) { return hit }
            index = hit + 1
        }
        return nil
    }

    /// Whether the bytes at `start` are `text`, ASCII letters compared without case when asked.
    func hasPrefix(_ text: StaticString, at start: Int, ignoringCase: Bool = false) -> Bool {
        let length = text.utf8CodeUnitCount
        guard start >= 0, start + length <= count else { return false }
        let expected = unsafe UnsafeBufferPointer(start: text.utf8Start, count: length)
        for offset in 0..<length {
            let wanted = unsafe expected[offset]
            let found = self[start + offset]
            if found != wanted && !(ignoringCase && found.asciiLowercased == wanted.asciiLowercased) {
                return false
            }
        }
        return true
    }

    /// Whether every byte is ASCII; eight bytes at a step.
    var isASCII: Bool {
        unsafe withUnsafeBytes { raw in
            var seen: UInt64 = 0
            var index = 0
            while index + 8 <= raw.count {
                seen |= unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                index += 8
            }
            while index < raw.count {
                seen |= unsafe UInt64(raw[index])
                index += 1
            }
            return seen & 0x8080_8080_8080_8080 == 0
        }
    }

    /// Whether every byte is ASCII and one at most a colon, as in nearly all names.
    fileprivate var isPlainName: Bool {
        var colons = 0
        for index in 0..<count {
            if self[index] >= 0x80 { return false }
            if self[index] == UInt8(ascii: ":") { colons += 1 }
        }
        return colons < 2
    }

    /// The text of a range that is known to be valid UTF-8: not looked at again.
    @unsafe func validString(_ range: Range<Int>) -> String {
        let part = extracting(range)
        return unsafe String(copying: UTF8Span(unchecked: part, isKnownASCII: part.isASCII))
    }

    /// The text of a range, mended where it is not UTF-8.
    func string(_ range: Range<Int>) -> String {
        let part = extracting(range)
        return unsafe part.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension [UInt8] {
    mutating func append(bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    mutating func append(_ text: StaticString) {
        unsafe append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends the name of a tag or attribute with "_" for bytes beyond ASCII and for a second colon.
    ///
    /// Of those letters libxml2 takes some only. Where it refuses a name it reads the rest of the tag as text.
    mutating func append(name: Span<UInt8>) {
        let start = count
        append(bytes: name)
        if name.isPlainName { return }
        var hasPrefix = false
        for index in start..<count where self[index] >= 0x80 || self[index] == UInt8(ascii: ":") {
            if hasPrefix || self[index] >= 0x80 { self[index] = UInt8(ascii: "_") } else { hasPrefix = true }
        }
    }

    /// Appends a scalar in UTF-8.
    mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            append(UInt8(scalar.value))
        } else {
            append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}

extension UInt8 {
    var isASCIIWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// May start an XML name: a letter, "_", ":" or anything beyond ASCII.
    var startsName: Bool {
        isASCIILetter || self == UInt8(ascii: "_") || self == UInt8(ascii: ":") || self >= 0x80
    }
    var continuesName: Bool {
        if self >= 0x80 { return true }
        return (self < 64 ? Self.nameMarks : Self.nameLetters) >> UInt64(self & 63) & 1 == 1
    }

    /// One bit for each of "-", ".", ":" and the digits.
    private static var nameMarks: UInt64 { 0x07FF_6000_0000_0000 }
    /// One bit for each letter and "_", counted from "@".
    private static var nameLetters: UInt64 { 0x07FF_FFFE_87FF_FFFE }
}
