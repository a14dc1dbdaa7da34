import NewsModel

/// Reads which slot the words and endings around a name open: "by Nvidia", 向微软, 삼성이, компанией.
struct MarkerReader {
    let grammar: Grammar
    let language: Language

    /// Words between a preposition and its name: "by the French start-up Mistral".
    private static let reach = 4
    /// Bytes of a remark in brackets between a name and its particle.
    private static let longestRemark = 60
    /// Bytes of the longest marker; what is longer is no preposition.
    private static let longestWord = 32

    func mark(_ mention: inout Mention, in bytes: [UInt8], sentence: Range<Int>) {
        if let slot = after(mention, bytes, sentence) {
            mention.marker = slot
        } else if let found = language.isUnspaced
            ? beforeUnspaced(mention, bytes, sentence) : beforeSpaced(mention, bytes, sentence)
        {
            (mention.marker, mention.markerStart) = found
        } else {
            mention.marker = caseSlot(mention)
        }
    }

    private func after(_ mention: Mention, _ bytes: [UInt8], _ sentence: Range<Int>) -> String? {
        guard !grammar.after.isEmpty else { return nil }
        let rest = afterBracket(bytes[mention.range.upperBound..<sentence.upperBound])
        return grammar.after.first { $0.bytes.first == rest.first && rest.starts(with: $0.bytes) }?.slot
    }

    /// What follows a bracketed remark that stands between a name and its particle: サカナ(東京・港)は.
    private func afterBracket(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard rest.first == UInt8(ascii: "("),
            let end = rest.prefix(Self.longestRemark).firstIndex(of: UInt8(ascii: ")"))
        else { return rest }
        return rest[(end + 1)...]
    }

    /// Walks back word by word until a preposition, a punctuation mark or the reach ends it.
    private func beforeSpaced(
        _ mention: Mention, _ bytes: [UInt8], _ sentence: Range<Int>
    ) -> (slot: String, start: Int)? {
        var end = mention.range.lowerBound
        for _ in 0..<Self.reach {
            while end > sentence.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x22 { end -= 1 }
            var start = end
            while start > sentence.lowerBound, bytes[start - 1] > 0x20, end - start <= Self.longestWord {
                start -= 1
            }
            guard start < end, end - start <= Self.longestWord, bytes[start..<end] != [0x2D] else {
                return nil
            }
            if let slot = grammar.before[Array(bytes[start..<end])] { return (slot, start) }
            if [0x2C, 0x3A, 0x3B, 0x29].contains(bytes[end - 1]) { return nil }
            end = start
        }
        return nil
    }

    /// A coverb stands right before the name, or a few characters of description earlier.
    private func beforeUnspaced(
        _ mention: Mention, _ bytes: [UInt8], _ sentence: Range<Int>
    ) -> (slot: String, start: Int)? {
        var index = mention.range.lowerBound
        for step in 0..<9 {
            guard index > sentence.lowerBound else { return nil }
            for (word, slot) in grammar.beforeByLength
            where word.last == bytes[index - 1] && index - word.count >= sentence.lowerBound {
                let start = index - word.count
                if bytes[start..<index].elementsEqual(word), step == 0 || word.count > 3 {
                    return (slot, start)
                }
            }
            index = UTF8Scalar.start(before: index, in: bytes)
            let kind = ScalarClass.of(bytes, at: index).kind
            guard kind.isCJK else { return nil }
        }
        return nil
    }

    /// Russian case endings say by themselves what a preposition says elsewhere.
    private func caseSlot(_ mention: Mention) -> String? {
        guard language == .russian, !mention.cases.isEmpty, !mention.cases.contains(.nominative) else {
            return nil
        }
        if mention.cases.contains(.instrumental) { return "by" }
        if mention.cases.contains(.dative) { return "to" }
        if mention.cases.contains(.genitive) { return "of" }
        return nil
    }
}
