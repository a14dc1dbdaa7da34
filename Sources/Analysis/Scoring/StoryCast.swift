import NewsModel

/// The organisations and people of one story, in the order in which the text first names them.
struct StoryCast: Sendable {
    struct Member: Sendable {
        /// Index into the lexicon's entities.
        var entity: Int
        /// Numbers of its mentions.
        var mentions: [Int]
    }

    let members: [Member]
    /// Number of the group in which each mention stands, and each group's entities.
    let groupOfMention: [Int]
    let groups: [[Int]]

    init(_ scan: StoryScan, groups spans: [[MentionGroup]]) {
        var index: [Int: Int] = [:]
        var members: [Member] = []
        for (number, mention) in scan.mentions.enumerated() {
            if let known = index[mention.entity] {
                members[known].mentions.append(number)
            } else {
                index[mention.entity] = members.count
                members.append(Member(entity: mention.entity, mentions: [number]))
            }
        }
        self.members = members
        var groups: [[Int]] = []
        var groupOfMention = [Int](repeating: -1, count: scan.mentions.count)
        // The groups follow the text as the mentions do, so that one walk over both is enough.
        var number = 0
        for group in spans.joined() {
            for mention in group.mentions {
                while scan.mentions[number].range.lowerBound < mention.range.lowerBound { number += 1 }
                groupOfMention[number] = groups.count
            }
            groups.append(group.mentions.map { $0.entity })
        }
        self.groups = groups
        self.groupOfMention = groupOfMention
    }

    /// The entities of the group in which a mention stands; none for an outlet that only reports.
    func group(ofMention number: Int) -> [Int] {
        groupOfMention[number] < 0 ? [] : groups[groupOfMention[number]]
    }
}
