/// Takes out of an article's blocks what slipped through with it: pointers, bylines, link lists, its own title.
enum ArticleCleaner {
    /// Blocks at either end among which bylines and dates are looked for.
    private static let border = 6

    static func clean(_ blocks: [ArticleBlock], title: String?) -> [ArticleBlock] {
        var keeps = blocks.map { !isFurniture($0) }
        dropLinkLists(blocks, &keeps)
        dropTop(blocks, title: title, &keeps)
        dropBottom(blocks, &keeps)
        dropEmptyHeadings(blocks, &keeps)
        return zip(blocks, keeps).filter(\.1).map(\.0)
    }

    private static func isFurniture(_ block: ArticleBlock) -> Bool {
        // A caption that is as long as a paragraph tells something.
        if block.kind == .caption { return block.weight < 240 }
        if block.time * 5 > block.weight * 4 { return true }
        if FurniturePhrases.isFurniture(block) { return true }
        guard block.group == 0, block.kind != .heading else { return false }
        return block.linkDensity > 0.75 && block.weight < 300
    }

    /// Lists and tables that are mostly links point elsewhere: contents, tags, related stories.
    private static func dropLinkLists(_ blocks: [ArticleBlock], _ keeps: inout [Bool]) {
        var weights: [Int: (text: Int, links: Int)] = [:]
        for block in blocks where block.group > 0 {
            weights[block.group, default: (0, 0)].text += block.weight
            weights[block.group, default: (0, 0)].links += block.links
        }
        for (index, block) in blocks.enumerated() where block.group > 0 {
            guard let group = weights[block.group] else { continue }
            let isAnnounced = heading(blocks, above: index).map(FurniturePhrases.announcesLinks) == true
            if group.links * 5 > group.text * 3 || isAnnounced && group.links * 3 > group.text {
                keeps[index] = false
            }
        }
    }

    /// The short block right above the list that a block belongs to.
    private static func heading(_ blocks: [ArticleBlock], above index: Int) -> String? {
        var previous = index - 1
        while previous >= 0, blocks[previous].group == blocks[index].group, index - previous < 40 {
            previous -= 1
        }
        guard previous >= 0, blocks[previous].weight < 80 else { return nil }
        return blocks[previous].text
    }

    /// The title again, what stands above it, and names and dates above the first paragraph.
    private static func dropTop(_ blocks: [ArticleBlock], title: String?, _ keeps: inout [Bool]) {
        let wanted = title.map(Headline.letters) ?? ""
        let top = blocks.prefix(border)
        if !wanted.isEmpty, let place = top.firstIndex(where: { Headline.letters($0.text) == wanted }),
            top[..<place].allSatisfy({ $0.weight < 100 })
        {
            for index in 0...place { keeps[index] = false }
        }
        for (index, block) in top.enumerated() {
            if block.kind != .heading, isCredit(block) { keeps[index] = false }
            if block.weight > 150 { return }
        }
    }

    /// Dates, initials and reporters' names under the last paragraph.
    private static func dropBottom(_ blocks: [ArticleBlock], _ keeps: inout [Bool]) {
        for index in blocks.indices.suffix(3).reversed() where keeps[index] {
            let block = blocks[index]
            guard block.group == 0, isDate(block.text) || isSignature(block) else { return }
            keeps[index] = false
        }
    }

    /// Initials, or a name in brackets.
    private static func isSignature(_ block: ArticleBlock) -> Bool {
        guard block.weight < 60, block.kind == .paragraph, let first = block.text.first,
            let last = block.text.last
        else { return false }
        if block.weight < 15, !".!?。！？”\"»」".contains(last) { return true }
        guard "(（[［【".contains(first), ")）]］】".contains(last) else { return isCredit(block) }
        return ["記者", "记者", "编辑", "編集", "編輯", "기자", "责编"].contains { block.text.contains($0) }
    }

    private static let credits: [String] = [
        "by ", "von ", "par ", "por ", "автор", "текст:", "文/", "文|", "文／", "文 ", "作者", "记者", "記者", "来源",
        "取材",
        "updated ", "published ", "posted ", "last updated", "veröffentlicht", "aktualisiert", "stand:",
        "publié",
        "mis à jour", "publicado", "actualizado", "atualizado", "опубликовано", "обновлено", "发布", "更新", "公開",
        "입력", "수정", "등록", "기사입력", "승인",
    ]

    /// A short line without a full stop that names who wrote it or when.
    private static func isCredit(_ block: ArticleBlock) -> Bool {
        guard block.weight < 100 else { return false }
        let text = block.text.lowercased()
        if isDate(block.text) { return true }
        if let last = text.last, ".!?。！？”\"»".contains(last) { return false }
        if credits.contains(where: { text.hasPrefix($0) }) { return block.weight < 80 }
        return text.hasSuffix("기자") || text.contains("기자 =") || text.contains("기자 ") && text.contains("@")
    }

    private static func isDate(_ text: String) -> Bool {
        text.utf8.count < 60 && text.utf8.contains(where: \.isASCIIDigit) && DateParser.parse(text) != nil
    }

    /// Headings after which nothing is left of what they announced.
    private static func dropEmptyHeadings(_ blocks: [ArticleBlock], _ keeps: inout [Bool]) {
        var hasText = false
        for index in blocks.indices.reversed() {
            if blocks[index].kind == .heading {
                keeps[index] = keeps[index] && hasText
                // A heading right above this one announces the same text.
                hasText = hasText && index > 0 && blocks[index - 1].kind == .heading
            } else if keeps[index] {
                hasText = true
            }
        }
    }
}
