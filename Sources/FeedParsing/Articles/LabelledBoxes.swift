/// Finds the parts of a page that a heading of their own calls furniture: "12 comments", "Related stories".
enum LabelledBoxes {
    /// Nodes looked at before a heading to see that it comes first in its box.
    private static let lookBack = 40
    /// Share of the page's prose up to which a box goes by its label; comments go whatever their size.
    private static let share = 0.3
    /// Prose after which a heading about comments ends the article.
    private static let leastArticle = 200

    /// True for the outermost element of each such part.
    static func find(_ tree: PageTree, _ raw: RawMeasures, headlines: [Int]) -> [Bool] {
        var readings: [Int: Reading] = [:]
        var isBox = Array(repeating: false, count: tree.nodes.count)
        for index in tree.nodes.indices where PageNames.headings.contains(tree.nodes[index].name) {
            guard raw.text[index] > 0, raw.text[index] <= 80 else { continue }
            let line = tree.line(index).lowercased()
            let startsComments = CommentLabel.matches(line)
            guard startsComments || FurniturePhrases.announcesLinks(line) else { continue }
            let label = alone(index, tree, raw)
            let parent = tree.nodes[label].parent
            if parent > 0, headlines[parent] == 0, isFirst(label, in: parent, tree, raw) {
                let isSmall = Double(raw.prose[parent]) <= share * Double(raw.prose[0])
                let isLinks = raw.linkDensity(parent) > 0.25 && headlines[0] > 0
                if startsComments || isSmall || isLinks { isBox[parent] = true }
            } else if startsComments, !isBox[label],
                prose(&readings, to: label, in: parent, tree, raw) >= leastArticle
            {
                var sibling = label
                while sibling < tree.nodes[parent].end {
                    isBox[sibling] = true
                    sibling = tree.nodes[sibling].end
                }
            }
        }
        return isBox
    }

    /// The outermost element that holds nothing but the heading.
    private static func alone(_ heading: Int, _ tree: PageTree, _ raw: RawMeasures) -> Int {
        var node = heading
        while node > 0, tree.nodes[node].parent > 0,
            raw.text[tree.nodes[node].parent] <= raw.text[heading] + 2
        {
            node = tree.nodes[node].parent
        }
        return node
    }

    private static func isFirst(_ node: Int, in parent: Int, _ tree: PageTree, _ raw: RawMeasures) -> Bool {
        guard node - parent <= lookBack else { return false }
        return tree.nodes[(parent + 1)..<node].indices.allSatisfy { raw.text[$0] <= 1 }
    }

    /// How far the children of an element have been read, so that many headings in it are read once.
    private struct Reading {
        var sibling: Int
        var prose = 0
    }

    private static func prose(
        _ readings: inout [Int: Reading], to node: Int, in parent: Int, _ tree: PageTree, _ raw: RawMeasures
    ) -> Int {
        var reading = readings[parent] ?? Reading(sibling: parent + 1)
        while reading.sibling < node {
            reading.prose += raw.prose[reading.sibling]
            reading.sibling = tree.nodes[reading.sibling].end
        }
        readings[parent] = reading
        return reading.prose
    }
}

/// Headings over what readers wrote, in ten languages.
enum CommentLabel {
    /// "12 comments", "Comments (12)", "2 thoughts on …", "Leave a reply"; in lower case.
    static func matches(_ line: String) -> Bool {
        let words = line.split { !$0.isLetter && !$0.isNumber }
        guard let first = words.first else { return false }
        if calls.contains(where: { line.hasPrefix($0) }) { return true }
        if first.allSatisfy(\.isNumber) { return words.count > 1 && names.contains(String(words[1])) }
        let rest = words.dropFirst()
        guard names.contains(String(first)) else {
            return words.count <= 2 && glued.contains { line.contains($0) }
        }
        return rest.allSatisfy { $0.allSatisfy(\.isNumber) }
    }

    private static let names: Set<String> = [
        "comment", "comments", "response", "responses", "reply", "replies", "reaction", "reactions",
        "thought", "thoughts", "kommentar", "kommentare", "commentaire", "commentaires", "réactions",
        "comentario", "comentarios", "comentário", "comentários", "комментарий", "комментария",
        "комментариев", "комментарии", "评论", "評論", "留言", "コメント", "댓글", "commenti", "reacties",
    ]
    /// Written without a space before or after the number.
    private static let glued = ["评论", "評論", "条评论", "則留言", "件のコメント", "댓글"]
    private static let calls = [
        "leave a reply", "leave a comment", "leave a response", "post a comment", "add a comment",
        "join the conversation", "join the discussion", "reader comments", "schreibe einen kommentar",
        "laisser un commentaire", "deja un comentario", "dejar un comentario", "deixe um comentário",
        "добавить комментарий", "发表评论", "發表評論", "コメントを残す", "コメントする", "댓글 쓰기",
    ]
}
