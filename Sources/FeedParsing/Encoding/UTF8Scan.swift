/// Finds where text stops being what XML may hold as it is: the scan that every byte of a feed goes through.
enum UTF8Scan {
    /// How far a text is clean from some index on.
    struct Run {
        /// The first index that is not clean, or the end.
        var end: Int
        var sawBeyondASCII = false
    }

    /// Follows printable ASCII, tab, line feed and well-formed sequences (Unicode table 3-7) that stand for
    /// characters of XML.
    ///
    /// Stops at carriage returns, controls (C0, DEL, C1), U+FFFE, U+FFFF, broken and unfinished sequences.
    static func cleanRun(_ bytes: Span<UInt8>, from start: Int) -> Run {
        // Every load below is guarded by a comparison with `count`; without bounds checks the scan is twice
        // as fast.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return Run(end: start) }
            return unsafe cleanRun(base, from: start, count: buffer.count)
        }
    }

    @unsafe private static func cleanRun(_ base: UnsafePointer<UInt8>, from start: Int, count: Int) -> Run {
        var index = start
        var sawBeyondASCII = false
        while true {
            index = unsafe skipPrintable(base, index, count)
            guard index < count else { break }
            let stop = unsafe base[index]
            if stop < 0x80 {
                // The skipping may stop early.
                guard stop == 0x0A || stop == 0x09 || stop >= 0x20 && stop < 0x7F else { break }
                index += 1
                continue
            }
            sawBeyondASCII = true
            index = unsafe skipUsualSequences(base, index, count)
            guard index < count, unsafe base[index] >= 0x80 else { continue }
            let length = unsafe cleanSequence(base + index, left: count - index)
            guard length > 0 else { break }
            index += length
        }
        return Run(end: index, sawBeyondASCII: sawBeyondASCII)
    }

    /// Skips sequences whose first byte alone makes them clean, as most letters of most scripts; may stop early.
    @unsafe @inline(__always)
    private static func skipUsualSequences(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
        var index = start
        while index + 8 <= count {
            let word = UInt64(
                littleEndian: unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
            if word & 0xC0F0_C0F0_C0F0_C0F0 == 0x80D0_80D0_80D0_80D0 {
                // Four of two bytes from 0xD0 to 0xDF on: Cyrillic, Hebrew, Arabic.
                index += 8
            } else if word & 0x00C0_C0F0 == 0x0080_80E0, 0x5FFE >> (word & 0x0F) & 1 == 1 {
                // Three bytes, but not from 0xE0, 0xED or 0xEF on: Chinese, Japanese, most of Korean.
                index += 3
            } else if word & 0xC0E0 == 0x80C0, word & 0x1C != 0 {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    /// Skips printable ASCII, eight bytes at a step; may stop early.
    @unsafe @inline(__always)
    private static func skipPrintable(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
        var index = start
        let high: UInt64 = 0x8080_8080_8080_8080
        while index + 8 <= count {
            let word = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            let belowSpace = (word &- 0x2020_2020_2020_2020) & ~word
            let isDelete = ((word ^ 0x7F7F_7F7F_7F7F_7F7F) &- 0x0101_0101_0101_0101) & ~word
            let stops = (word | belowSpace | isDelete) & high
            // The lowest marked byte is exact; the borrow may only mark bytes above it.
            guard stops == 0 else { return index + stops.littleEndian.trailingZeroBitCount >> 3 }
            index += 8
        }
        while index < count, unsafe base[index] >= 0x20, unsafe base[index] < 0x7F { index += 1 }
        return index
    }

    /// Bytes of the clean sequence at `bytes`, whose first byte is not ASCII; 0 when it is not clean.
    @unsafe @inline(__always)
    private static func cleanSequence(_ bytes: UnsafePointer<UInt8>, left: Int) -> Int {
        let first = unsafe bytes[0]
        guard left >= 2 else { return 0 }
        let second = unsafe bytes[1]
        guard second & 0xC0 == 0x80 else { return 0 }
        if first < 0xE0 { return first > 0xC2 || first == 0xC2 && second >= 0xA0 ? 2 : 0 }
        guard left >= 3 else { return 0 }
        let third = unsafe bytes[2]
        guard third & 0xC0 == 0x80 else { return 0 }
        if first < 0xF0 {
            if first == 0xE0, second < 0xA0 { return 0 }
            if first == 0xED, second >= 0xA0 { return 0 }
            if first == 0xEF, second == 0xBF, third >= 0xBE { return 0 }
            return 3
        }
        guard left >= 4, unsafe bytes[3] & 0xC0 == 0x80 else { return 0 }
        if first == 0xF0 { return second >= 0x90 ? 4 : 0 }
        if first == 0xF4 { return second < 0x90 ? 4 : 0 }
        return first < 0xF4 ? 4 : 0
    }
}
