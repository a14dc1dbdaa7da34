/// Finds the elements that hold the article: where prose is densest, corrected by what names itself the body.
///
/// The scoring is that of Arc90's Readability: each paragraph scores for its length and commas, its score
/// counts for the elements around it, less with distance, and links weigh against it.
struct ArticleFinder {
    private let tree: PageTree
    private let measures: PageMeasures
    private var scores: [Double]

    /// Levels above a paragraph that its score reaches.
    private static let reach = 5

    init(_ tree: PageTree, _ measures: PageMeasures, title: String?) {
        self.tree = tree
        self.measures = measures
        scores = Array(repeating: 0, count: tree.nodes.count)
        scoreParagraphs()
        weigh()
        favour(title)
    }

    /// The roots of the article in document order; empty when nothing reads like prose.
    func roots() -> [Int] {
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[best] > 0 else {
            return []
        }
        return ArticleCompletion(tree, measures).complete(roots(around: climbed(from: best)))
    }

    private func roots(around top: Int) -> [Int] {
        if let marked = markedRoots(around: top) { return marked }
        if let article = ancestor(of: top, where: { tree.nodes[$0].name == "article" }),
            measures.prose[article] < 3 * measures.prose[top]
        {
            return [article]
        }
        return joined(top)
    }

    // MARK: Scores

    private mutating func scoreParagraphs() {
        for index in 1..<max(1, tree.nodes.count)
        where measures.flow[index] >= 25 && !PageNames.headings.contains(tree.nodes[index].name) {
            let flow = Double(measures.flow[index])
            let links = Double(measures.flowLinks[index]) / flow
            guard links < 0.5 else { continue }
            let score = (1 + Double(measures.flowCommas[index]) + flow / 100) * (1 - links)
            var holder = index
            if PageNames.paragraphs.contains(tree.nodes[index].name) { holder = tree.nodes[index].parent }
            // Old pages put paragraphs right into the body; no others make the whole page their article.
            for level in 0..<Self.reach where holder > 0 || level == 0 {
                scores[holder] += score / (level == 0 ? 1 : level == 1 ? 2 : Double(level * 3))
                if holder == 0 { break }
                holder = tree.nodes[holder].parent
            }
        }
    }

    private mutating func weigh() {
        for index in scores.indices where scores[index] > 0 {
            // A good name cannot make a paragraph an article.
            scores[index] += min(bonus(index), scores[index] / 2)
            scores[index] *= 1 - measures.linkDensity(index)
        }
    }

    /// Prose with which an element around the headline may hold the article.
    private static let nearProse = 100

    /// What stands with the headline in the smallest element that also holds prose is the likelier article.
    private mutating func favour(_ title: String?) {
        guard var near = Headline.node(in: tree, title: title) else { return }
        while near > 0, measures.prose[near] < Self.nearProse { near = tree.nodes[near].parent }
        guard near > 0 else { return }
        for index in near..<tree.nodes[near].end { scores[index] *= 3 }
    }

    private func bonus(_ index: Int) -> Double {
        var bonus = 0.0
        if let words = measures.words[index] {
            if words.isPositive { bonus += 20 }
            if words.namesBody { bonus += 20 }
            if words.isFurniture || words.isComments { bonus -= 25 }
        }
        switch tree.nodes[index].name {
        case "article": bonus += 15
        case "main", "section", "div": bonus += 5
        case "ul", "ol", "dl", "li", "form", "address": bonus -= 3
        case "th": bonus -= 5
        default: break
        }
        return bonus
    }

    // MARK: From the best element to the article

    /// The ancestor that scores better than `node`, or that several good elements share.
    private func climbed(from node: Int) -> Int {
        var best = node
        var parent = tree.nodes[best].parent
        var last = scores[best]
        while parent > 0, scores[parent] > last / 3 {
            if scores[parent] > last || measures.prose[parent] > 2 * measures.prose[best] { best = parent }
            last = scores[parent]
            parent = tree.nodes[parent].parent
        }
        return best
    }

    private func ancestor(of node: Int, where fits: (Int) -> Bool) -> Int? {
        var current = node
        while current > 0 {
            if fits(current) { return current }
            current = tree.nodes[current].parent
        }
        return nil
    }

    /// Elements that call themselves the article's text, around the best one or inside it.
    private func markedRoots(around top: Int) -> [Int]? {
        // A name as broad as "content" may stand around the sidebar too.
        let around = ancestor(of: top) {
            measures.namesBody[$0] && measures.prose[$0] < 2 * measures.prose[top]
        }
        if let around { return parts(like: around) ?? [narrowed(around)] }
        var inside: [Int] = []
        var index = top + 1
        while index < tree.nodes[top].end {
            if measures.namesBody[index], !measures.isCut[index], measures.prose[index] > 0 {
                inside.append(index)
                index = tree.nodes[index].end
            } else {
                index += 1
            }
        }
        let prose = inside.reduce(0) { $0 + measures.prose[$1] }
        return Double(prose) > 0.6 * Double(measures.prose[top]) ? inside.map(narrowed) : nil
    }

    /// Prose up to which a marked element is one paragraph of several that bear the same name.
    private static let partProse = 1_000

    /// All elements of the same name, where sites mark each paragraph of the text instead of the whole.
    private func parts(like node: Int) -> [Int]? {
        guard measures.prose[node] < Self.partProse, let make = tree.nodes[node].attributes?.make,
            !make.isEmpty
        else {
            return nil
        }
        var parts: [Int] = []
        var index = 1
        while index < tree.nodes.count {
            if measures.namesBody[index], !measures.isCut[index], tree.nodes[index].attributes?.make == make {
                parts.append(index)
                index = tree.nodes[index].end
            } else {
                index += 1
            }
        }
        return parts.count > 1 ? parts : nil
    }

    /// The marked element inside a marked one that holds nearly all its prose.
    private func narrowed(_ node: Int) -> Int {
        var best = node
        var index = node + 1
        while index < tree.nodes[best].end {
            if measures.namesBody[index], !measures.isCut[index],
                Double(measures.prose[index]) > 0.8 * Double(measures.prose[best])
            {
                best = index
            }
            index += 1
        }
        return best
    }

    /// The best element with those of its siblings that go on with it.
    private func joined(_ top: Int) -> [Int] {
        let parent = tree.nodes[top].parent
        guard top > 0 else { return [0] }
        var roots: [Int] = []
        var sibling = parent + 1
        while sibling < tree.nodes[parent].end {
            if sibling == top || goesOn(sibling, with: top) { roots.append(sibling) }
            sibling = tree.nodes[sibling].end
        }
        return filled(roots, in: parent)
    }

    private static let textNames = PageNames.headings.union(PageNames.lists).union([
        "p", "pre", "blockquote", "table",
    ])

    /// The roots with the headings, lists and short paragraphs that stand between them.
    private func filled(_ roots: [Int], in parent: Int) -> [Int] {
        guard let first = roots.first, let last = roots.last, first < last else { return roots }
        let known = Set(roots)
        var filled: [Int] = []
        var sibling = first
        while sibling <= last {
            let isText =
                Self.textNames.contains(tree.nodes[sibling].name) && !measures.isCut[sibling]
                && measures.linkDensity(sibling) < 0.4
            if isText || known.contains(sibling) { filled.append(sibling) }
            sibling = tree.nodes[sibling].end
        }
        return filled
    }

    private func goesOn(_ sibling: Int, with top: Int) -> Bool {
        guard !measures.isCut[sibling], !tree.nodes[sibling].isText else { return false }
        let hasSameClass =
            tree.nodes[sibling].name == tree.nodes[top].name
            && tree.nodes[sibling].attributes?.make == tree.nodes[top].attributes?.make
            && tree.nodes[top].attributes?.make.isEmpty == false
        let share = hasSameClass ? 0.1 : 0.3
        if scores[sibling] >= max(8, share * scores[top]) { return measures.linkDensity(sibling) < 0.25 }
        let isParagraph = tree.nodes[sibling].name == "p"
        return isParagraph && measures.text[sibling] > 80 && measures.linkDensity(sibling) < 0.25
    }
}
