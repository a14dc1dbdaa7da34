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
    let language: Language

    func groups(_ mentions: [Mention], in bytes: [UInt8]) -> [MentionGroup] {
        var groups: [MentionGroup] = []
        var lists: [Bool] = []
        for mention in mentions {
            let joint =
                groups.last.map { self.joint(bytes[$0.range.upperBound..<mention.range.lowerBound]) }
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

    /// What lies between two names: only commas and brackets, or a word such as "and" as well, or something else.
    private func joint(_ gap: ArraySlice<UInt8>) -> Joint {
        guard gap.count <= 24 else { return .none }
        let words = gap.split(whereSeparator: Self.isSeparator)
        guard words.allSatisfy({ grammar.conjunctions.contains(Array($0)) }) else { return .none }
        return words.isEmpty && gap.contains(0x2C) ? .comma : .conjunction
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [0x22, 0x26, 0x27, 0x28, 0x29, 0x2C, 0x2F].contains(byte)
    }
}
