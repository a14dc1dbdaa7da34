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
        while index < count {
            // A block looks back at three bytes of the run.
            if index - start >= 3 {
                let end = unsafe skipCleanBlocks(base, index, count, &sawBeyondASCII)
                if end > index { index = unsafe characterStart(base, before: end) }
            }
            let first = unsafe base[index]
            if first < 0x80 {
                guard first >= 0x20 && first < 0x7F || first == 0x0A || first == 0x09 else { break }
                index += 1
            } else {
                sawBeyondASCII = true
                let length = unsafe cleanSequence(base + index, left: count - index)
                guard length > 0 else { break }
                index += length
            }
        }
        return Run(end: index, sawBeyondASCII: sawBeyondASCII)
    }

    /// Where the character begins whose bytes are the last before `end`.
    @unsafe private static func characterStart(_ base: UnsafePointer<UInt8>, before end: Int) -> Int {
        var index = end - 1
        while unsafe base[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }

    // MARK: Blocks

    /// Sixteen bytes that are asked the same at once: no branch depends on where words of which script end.
    private typealias Block = SIMD16<UInt8>
    private typealias Mask = SIMDMask<SIMD16<Int8>>

    /// Skips blocks that are clean as far as they go: the last may end inside a character.
    @unsafe @inline(__always)
    private static func skipCleanBlocks(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ sawBeyondASCII: inout Bool
    ) -> Int {
        var index = start
        while index + 16 <= count {
            let bytes = unsafe block(base, index)
            let third = unsafe block(base, index - 3)
            // Printable ASCII after ASCII needs no more questions.
            let isUnusual = (bytes &- all(0x20)) .> all(0x5E) .| third .>= all(0x80)
            if isAny(isUnusual) {
                let second = unsafe block(base, index - 2)
                let previous = unsafe block(base, index - 1)
                if isAny(isBroken(bytes, previous, second, third) .| isRefused(bytes, previous, second)) {
                    return index
                }
                if isAny(bytes .>= all(0x80)) { sawBeyondASCII = true }
            }
            index += 16
        }
        return index
    }

    @unsafe @inline(__always)
    private static func block(_ base: UnsafePointer<UInt8>, _ index: Int) -> Block {
        unsafe UnsafeRawPointer(base + index).loadUnaligned(as: Block.self)
    }

    @inline(__always)
    private static func isAny(_ mask: Mask) -> Bool {
        let halves = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return halves[0] | halves[1] != 0
    }

    /// A block of one byte: the comparisons of vectors with a single number are not compiled to vector code.
    @inline(__always)
    private static func all(_ byte: UInt8) -> Block { Block(repeating: byte) }

    /// Continuations that continue nothing, and what should be one and is not.
    @inline(__always)
    private static func isBroken(_ bytes: Block, _ previous: Block, _ second: Block, _ third: Block) -> Mask {
        let isContinuation = (bytes & all(0xC0)) .== all(0x80)
        return isContinuation .^ (previous .>= all(0xC0) .| second .>= all(0xE0) .| third .>= all(0xF0))
    }

    /// Controls, noncharacters, surrogates, overlong forms and what lies beyond Unicode.
    @inline(__always)
    private static func isRefused(_ bytes: Block, _ previous: Block, _ second: Block) -> Mask {
        let isBelowSpace = bytes .< all(0x20) .& bytes .!= all(0x0A) .& bytes .!= all(0x09)
        let isNeverUsed = bytes .== all(0x7F) .| (bytes & all(0xFE)) .== all(0xC0) .| bytes .>= all(0xF5)
        let isTooLow =
            (previous .== all(0xC2) .| previous .== all(0xE0)) .& bytes .< all(0xA0)
            .| previous .== all(0xF0) .& bytes .< all(0x90)
        let isTooHigh =
            previous .== all(0xED) .& bytes .>= all(0xA0)
            .| previous .== all(0xF4) .& bytes .>= all(0x90)
        let isNone = second .== all(0xEF) .& previous .== all(0xBF) .& bytes .>= all(0xBE)
        return isBelowSpace .| isNeverUsed .| isTooLow .| isTooHigh .| isNone
    }

    // MARK: Characters

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
