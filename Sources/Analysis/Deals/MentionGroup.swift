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
        let words = bytes[gap].split(whereSeparator: Self.isSeparator)
        let rest = words.drop { grammar.conjunctions.contains(Array($0)) }
        if words.isEmpty { return bytes[gap].contains(UInt8(ascii: ",")) ? .comma : .conjunction }
        if rest.allSatisfy({ grammar.conjunctions.contains(Array($0)) }) { return .conjunction }
        return describes(rest, after: words.count - rest.count, in: bytes) ? .conjunction : .none
    }

    /// Whether words after some conjunctions, of which articles are the last, only say what the next name is of: "or the
    /// French start-up Mistral", "o la francesa Mistral".
    private func describes(_ rest: ArraySlice<ArraySlice<UInt8>>, after conjunctions: Int, in bytes: [UInt8])
        -> Bool
    {
        guard conjunctions > 0, rest.count <= Self.mostWords else { return false }
        guard rest.allSatisfy({ grammar.before[Array($0), default: "of"] == "of" }) else { return false }
        return conjunctions > 1 && rest.count == 1
            || rest.contains { words.lists(of: $0.indices, in: bytes).contains(.organisation) }
    }

    /// Bytes between two names of a group, and words that describe the second.
    private static let (longestGap, mostWords) = (48, 3)

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [0x22, 0x26, 0x27, 0x28, 0x29, 0x2C, 0x2F].contains(byte)
    }
}
