import NewsModel

/// Names that stand together: "Nvidia, Microsoft and SoftBank", 亚马逊AWS、微软与OpenAI.
struct MentionGroup: Sendable {
    var mentions: [Mention]
    /// The slot that opens for the whole group.
    var marker: String?

    var range: Range<Int> {
        guard let first = mentions.first, let last = mentions.last else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }
}

/// Joins the names of one sentence into groups.
struct MentionGrouper {
    let grammar: Grammar
    let words: NameWords

    func groups(_ mentions: [Mention], in bytes: [UInt8]) -> [MentionGroup] {
        var groups: [MentionGroup] = []
        var lists: [Bool] = []
        for mention in mentions {
            let joint =
                groups.last.map { self.joint($0.range.upperBound..<mention.range.lowerBound, in: bytes) }
                ?? Joint.none
            if joint == .none {
                groups.append(MentionGroup(mentions: [mention], marker: mention.marker))
                lists.append(false)
            } else {
                groups[groups.count - 1].mentions.append(mention)
                lists[lists.count - 1] = lists[lists.count - 1] || joint == .conjunction
                // Where particles follow names, the last one speaks for the group.
                if !grammar.after.isEmpty { groups[groups.count - 1].marker = mention.marker }
            }
        }
        return zip(groups, lists).flatMap { group, isList in
            group.mentions.count == 2 && !isList ? split(group) : [group]
        }
    }

    /// A lone comma between two names separates clauses as often as it joins names.
    private func split(_ pair: MentionGroup) -> [MentionGroup] {
        pair.mentions.map { MentionGroup(mentions: [$0], marker: $0.marker) }
    }

    private enum Joint {
        case none
        case comma
        case conjunction
    }

    /// What lies between two names of a text: only commas and brackets, or words such as "and" as well, or something else.
    private func joint(_ gap: Range<Int>, in bytes: [UInt8]) -> Joint {
        guard gap.count <= Self.longestGap else { return .none }
        let gapWords = bytes[gap].split(whereSeparator: Self.isSeparator)
        let hasComma = bytes[gap].contains(UInt8(ascii: ","))
        if gapWords.isEmpty { return hasComma ? .comma : .conjunction }
        if gapWords.allSatisfy(grammar.joins) { return .conjunction }
        return !hasComma && describe(gapWords, in: bytes) ? .conjunction : .none
    }

    /// Whether words only join two names and say what the second is of: "or the French start-up Mistral", "o la francesa
    /// Mistral".
    ///
    /// A word that no list knows may be a verb ("and sued the start-up Mistral"), so it must follow an article or a noun.
    private func describe(_ gapWords: [ArraySlice<UInt8>], in bytes: [UInt8]) -> Bool {
        let joining = gapWords.prefix(while: grammar.joins)
        guard joining.contains(where: { grammar.conjunctions.contains(Array($0)) }),
            gapWords.count - joining.count <= Self.mostWords
        else { return false }
        return gapWords.indices.dropFirst(joining.count).allSatisfy { index in
            let (word, previous) = (gapWords[index], gapWords[index - 1])
            if isNoun(word, in: bytes) { return true }
            return grammar.before[Array(word)] == nil && !grammar.joins(word)
                && (grammar.articles.contains(Array(previous)) || isNoun(previous, in: bytes))
        }
    }

    private func isNoun(_ word: ArraySlice<UInt8>, in bytes: [UInt8]) -> Bool {
        words.lists(of: word.indices, in: bytes).contains(.organisation)
    }

    /// Bytes between two names of a group, and words that describe the second.
    private static let (longestGap, mostWords) = (48, 3)

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [0x22, 0x26, 0x27, 0x28, 0x29, 0x2C, 0x2F].contains(byte)
    }
}
