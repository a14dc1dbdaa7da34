/// What a page's elements hold before anything is cut, enough to tell rows of teasers from prose.
struct RawMeasures {
    /// Weights of the subtree: of all text, of links, of prose outside links.
    private(set) var text: [Int]
    private(set) var links: [Int]
    private(set) var prose: [Int]
    /// Blocks in the subtree that are one link of the length of a headline.
    private(set) var linkedLines: [Int]

    init(_ tree: PageTree) {
        let count = tree.nodes.count
        text = Array(repeating: 0, count: count)
        links = text
        prose = text
        linkedLines = text
        var flow = text
        var flowLinks = text
        var block = text
        var inLink = Array(repeating: false, count: count)
        for index in 1..<max(1, count) {
            let node = tree.nodes[index]
            block[index] = !node.isText && PageNames.isBlock(node.name) ? index : block[node.parent]
            inLink[index] = inLink[node.parent] || node.name == "a" && node.attributes?.isLink == true
            guard node.isText else { continue }
            text[index] = TextWeight.weight(tree.text, node.range)
            flow[block[index]] += text[index]
            if inLink[index] {
                links[index] = text[index]
                flowLinks[block[index]] += text[index]
            }
        }
        for index in 0..<count where flow[index] >= 15 {
            if flowLinks[index] * 5 >= flow[index] * 4, flow[index] <= 250 { linkedLines[index] = 1 }
            if flow[index] >= 60, flowLinks[index] * 2 < flow[index] {
                prose[index] = flow[index] - flowLinks[index]
            }
        }
        for index in stride(from: count - 1, to: 0, by: -1) {
            let parent = tree.nodes[index].parent
            text[parent] += text[index]
            links[parent] += links[index]
            prose[parent] += prose[index]
            linkedLines[parent] += linkedLines[index]
        }
    }

    func linkDensity(_ node: Int) -> Double { text[node] == 0 ? 0 : Double(links[node]) / Double(text[node]) }
}

/// Finds rows of teasers: siblings of one kind, each a linked headline with a few lines below.
///
/// Their summaries read like prose and may add up to more than the article. A list article whose headings are
/// links looks the same, so a row that is most of the prose around the headline stays.
enum TeaserCards {
    /// Fewer siblings are no row.
    private static let shortestRow = 3
    private static let longestCard = 900
    private static let longestSummary = 500
    /// Prose that is an article without the teasers of its page.
    private static let restOfPage = 1_000

    static func find(_ tree: PageTree, _ raw: RawMeasures, bodies: [Bool], headline: Int?) -> [Bool] {
        var isCard = Array(repeating: false, count: tree.nodes.count)
        var rows: [Row: (cards: [Int], all: Int, prose: Int)] = [:]
        for index in 1..<max(1, tree.nodes.count) where !tree.nodes[index].isText && raw.text[index] > 0 {
            let node = tree.nodes[index]
            let row = Row(parent: node.parent, name: node.name, names: node.attributes?.make ?? "")
            let fits =
                raw.linkedLines[index] >= 1 && raw.linkedLines[index] <= 3
                && raw.text[index] <= longestCard && raw.prose[index] <= longestSummary
                && PageNames.isBlock(node.name)
            rows[row, default: ([], 0, 0)].all += 1
            if fits {
                rows[row, default: ([], 0, 0)].cards.append(index)
                rows[row, default: ([], 0, 0)].prose += raw.prose[index]
            }
        }
        let holders = holders(tree, bodies)
        let cards = rows.values.filter { $0.cards.count >= shortestRow }.flatMap(\.cards)
        let near = headline.flatMap { surroundings(of: $0, tree, raw, cards) }
        for (row, found) in rows
        where found.cards.count >= shortestRow && found.cards.count * 3 >= found.all * 2 {
            let holder = holders[row.parent]
            let rest = raw.prose[holder] - found.prose
            let isApart = near.map { row.parent < $0 || row.parent >= tree.nodes[$0].end } == true
            guard isApart || rest >= found.prose || holder == 0 && rest >= restOfPage else { continue }
            for card in found.cards { isCard[card] = true }
        }
        return isCard
    }

    /// Prose beside the headline that shows where the article is.
    private static let nearProse = 100

    /// The smallest element around the headline that has prose besides the teasers.
    private static func surroundings(
        of headline: Int, _ tree: PageTree, _ raw: RawMeasures, _ cards: [Int]
    ) -> Int? {
        var before = Array(repeating: 0, count: tree.nodes.count + 1)
        for card in cards { before[card + 1] = raw.prose[card] }
        for index in 1..<before.count { before[index] += before[index - 1] }
        var node = headline
        while node > 0, raw.prose[node] - (before[tree.nodes[node].end] - before[node]) < nearProse {
            node = tree.nodes[node].parent
        }
        return node > 0 ? node : nil
    }

    private struct Row: Hashable {
        var parent: Int
        var name: String
        var names: String
    }

    /// For each node the innermost marked body or `article` around it, else the whole page.
    private static func holders(_ tree: PageTree, _ bodies: [Bool]) -> [Int] {
        var holders = Array(repeating: 0, count: tree.nodes.count)
        for index in 1..<max(1, tree.nodes.count) {
            let isHolder = bodies[index] || tree.nodes[index].name == "article"
            holders[index] = isHolder ? index : holders[tree.nodes[index].parent]
        }
        return holders
    }
}
