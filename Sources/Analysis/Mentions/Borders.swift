import NewsModel

/// Where a name or a cue may begin and end.
enum Borders {
    /// Whether a range is a whole name: no letter of its own script goes on at either end.
    static func bounds(_ bytes: [UInt8], _ range: Range<Int>, language: Language, isProduct: Bool) -> Bool {
        let first = ScalarClass.of(bytes, at: range.lowerBound).kind
        let last = ScalarClass.before(range.upperBound, in: bytes)
        let left = ScalarClass.before(range.lowerBound, in: bytes)
        let right = ScalarClass.after(range.upperBound, in: bytes)
        guard leftFits(first, left) else { return false }
        switch last {
        case .latin, .other:
            if right == .digit { return isProduct }
            return right != .latin || language == .german && isGenitive(bytes, range.upperBound)
        case .cyrillic: return right != .cyrillic
        case .digit: return right != .digit && right != .latin
        case .katakana: return right != .katakana
        case .hangul: return KoreanParticles.endsName(bytes, at: range.upperBound)
        default: return true
        }
    }

    private static func leftFits(_ first: ScalarKind, _ left: ScalarKind) -> Bool {
        switch first {
        case .latin, .other: left != .latin && left != .digit
        case .cyrillic: left != .cyrillic
        case .digit: left != .digit && left != .latin
        case .katakana: left != .katakana
        case .hangul: left != .hangul
        default: true
        }
    }

    /// "Nvidias Chips", "OpenAIs Modell".
    private static func isGenitive(_ bytes: [UInt8], _ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "s") && !ScalarClass.after(index + 1, in: bytes).isSpacedWord
    }

    /// The end of a cue part whose bytes end at `index`; nil when a longer word goes on that it does not allow.
    static func end(_ bytes: [UInt8], isOpenEnded: Bool, at index: Int, in sentence: Range<Int>) -> Int? {
        let last = ScalarClass.before(index, in: bytes)
        guard last.isSpacedWord else { return index }
        guard index < sentence.upperBound else { return index }
        let next = ScalarClass.after(index, in: bytes)
        guard next == last || next == .latin && last == .digit else { return index }
        return isOpenEnded ? wordEnd(bytes, from: index, in: sentence) : nil
    }

    static func wordEnd(_ bytes: [UInt8], from index: Int, in sentence: Range<Int>) -> Int {
        var end = index
        while end < sentence.upperBound {
            let (kind, length) = ScalarClass.of(bytes, at: end)
            guard kind == .latin || kind == .cyrillic || kind == .digit || kind == .other else { break }
            end += length
        }
        return end
    }

    /// Finds a further part of a cue: right here, or within the gap that it allows.
    static func next(
        _ bytes: [UInt8], _ part: CuePattern.Part, after index: Int, in sentence: Range<Int>
    ) -> Range<Int>? {
        var start = index
        if start < sentence.upperBound, bytes[start] == 0x20 { start += 1 }
        if !part.followsGap { return match(bytes, part, at: start, in: sentence) }
        let limit = min(index + part.gapLimit, sentence.upperBound)
        let first = part.bytes.first
        while start < limit {
            let byte = bytes[start]
            // Another clause begins; a comma may also join the words of one.
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":") { return nil }
            if byte == first, startsWord(bytes, start),
                let found = match(bytes, part, at: start, in: sentence)
            {
                return found
            }
            start += 1
        }
        return nil
    }

    /// Whether a scalar may be the first of a word.
    private static func startsWord(_ bytes: [UInt8], _ index: Int) -> Bool {
        let kind = ScalarClass.of(bytes, at: index).kind
        return kind.isCJK || kind != ScalarClass.before(index, in: bytes)
    }

    private static func match(
        _ bytes: [UInt8], _ part: CuePattern.Part, at start: Int, in sentence: Range<Int>
    ) -> Range<Int>? {
        let end = start + part.bytes.count
        guard end <= sentence.upperBound else { return nil }
        var index = start
        for byte in part.bytes {
            if bytes[index] != byte { return nil }
            index += 1
        }
        return Self.end(bytes, isOpenEnded: part.isOpenEnded, at: end, in: sentence).map { start..<$0 }
    }
}

/// The particles that may follow a Korean name without a space.
enum KoreanParticles {
    private static let particles = [
        "에게서", "으로부터", "로부터", "에서는", "에서", "에게", "께서", "이라는", "라는", "이라고", "라고", "까지", "부터", "처럼", "보다", "이나",
        "와의", "과의", "와는", "과는", "에는", "로의", "으로", "이며", "이고", "측은", "측이", "측", "은", "는", "이", "가", "을", "를",
        "와", "과", "의",
        "에", "로", "도", "만", "나", "엔", "에겐", "에게는", "서", "에도", "에서도", "한테", "사의", "사가", "사는", "사", "발", "표",
        "판",
    ].map { Array($0.utf8) }

    /// Whether what follows a name is no letter, or a particle and then no letter.
    static func endsName(_ bytes: [UInt8], at index: Int) -> Bool {
        guard ScalarClass.after(index, in: bytes) == .hangul else { return true }
        return particles.contains { particle in
            stands(particle, at: index, in: bytes)
                && ScalarClass.after(index + particle.count, in: bytes) != .hangul
        }
    }

    private static func stands(_ particle: [UInt8], at start: Int, in bytes: [UInt8]) -> Bool {
        guard start + particle.count <= bytes.count else { return false }
        for index in particle.indices where bytes[start + index] != particle[index] { return false }
        return true
    }

    /// What may end a word, with the final that it follows: true for a consonant, false for a vowel, nil for either.
    private static let endings: [(bytes: [UInt8], followsConsonant: Bool?)] = {
        let either = [
            "에게서", "로부터", "에서는", "에서", "에게", "까지", "부터", "처럼", "보다", "와의", "과의", "에는", "측은", "측이", "측", "의",
            "에",
            "도", "만",
        ]
        let consonant = ["으로", "이라는", "이라고", "이며", "이고", "은", "이", "을", "과"]
        let vowel = ["로", "라는", "라고", "는", "가", "를", "와"]
        return either.map { (Array($0.utf8), nil) } + consonant.map { (Array($0.utf8), true) }
            + vowel.map { (Array($0.utf8), false) }
    }()

    /// Where the particle of a word begins; the word's end if it has none.
    static func start(_ bytes: [UInt8], in word: Range<Int>) -> Int {
        for (particle, followsConsonant) in endings where word.count >= particle.count + 6 {
            let start = word.upperBound - particle.count
            guard stands(particle, at: start, in: bytes) else { continue }
            guard let followsConsonant, let isConsonant = endsInConsonant(bytes, before: start),
                isConsonant != followsConsonant
            else { return start }
        }
        return word.upperBound
    }

    /// Whether the syllable that ends at an index has a final consonant; nil for other letters.
    private static func endsInConsonant(_ bytes: [UInt8], before index: Int) -> Bool? {
        let (scalar, _) = UTF8Scalar.decode(bytes, at: UTF8Scalar.start(before: index, in: bytes))
        return (0xAC00...0xD7A3).contains(scalar) ? (scalar - 0xAC00) % 28 != 0 : nil
    }
}
