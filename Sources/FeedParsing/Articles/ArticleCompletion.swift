/// Widens the roots of an article to the rest of a text that the page keeps in several containers.
///
/// Editors built of blocks put each paragraph, or each run between two advertisements, in its own nest of
/// elements. What goes on elsewhere is known by its make: paragraphs of the same name and class in containers of
/// the same name and class.
struct ArticleCompletion {
    /// Levels above the roots that are tried.
    private static let reach = 10

    private let tree: PageTree
    private let measures: PageMeasures

    init(_ tree: PageTree, _ measures: PageMeasures) {
        self.tree = tree
        self.measures = measures
    }

    /// The roots, or one ancestor of all of them that holds the rest of the text and little else.
    func complete(_ roots: [Int]) -> [Int] {
        guard let first = roots.first, first > 0 else { return roots }
        var best = roots
        var makes = makes(in: roots)
        var prose = roots.reduce(0) { $0 + measures.prose[$1] }
        var node = common(roots)
        for _ in 0..<Self.reach where node > 0 {
            if measures.prose[node] > prose {
                let like = alike(in: node, makes)
                let other = measures.prose[node] - like
                // What looks otherwise only grows on the way up.
                if other * 4 > max(like, prose) { break }
                if like * 10 > prose * 11, measures.linkDensity(node) < 0.35 {
                    best = [node]
                    prose = measures.prose[node]
                    makes.formUnion(self.makes(in: best))
                }
            }
            node = tree.nodes[node].parent
        }
        return best
    }

    /// The innermost element around all roots.
    private func common(_ roots: [Int]) -> Int {
        guard let first = roots.first, let last = roots.last else { return 0 }
        var node = first
        while node > 0, tree.nodes[node].end <= last || node > first { node = tree.nodes[node].parent }
        return roots.count == 1 ? tree.nodes[first].parent : node
    }

    /// What a paragraph is made like.
    private struct Make: Hashable {
        var name: String
        var names: String
        var outer: String
        var outerNames: String
    }

    private func make(_ index: Int) -> Make {
        let node = tree.nodes[index]
        let outer = tree.nodes[node.parent]
        return Make(
            name: node.name, names: node.attributes?.make ?? "", outer: outer.name,
            outerNames: outer.attributes?.make ?? "")
    }

    private func isProse(_ index: Int) -> Bool {
        !tree.nodes[index].isText && !measures.isCut[index] && measures.flow[index] >= 60
            && measures.flowLinks[index] * 2 < measures.flow[index]
    }

    private func makes(in roots: [Int]) -> Set<Make> {
        var makes: Set<Make> = []
        for root in roots {
            for index in root..<tree.nodes[root].end where isProse(index) { makes.insert(make(index)) }
        }
        return makes
    }

    /// The prose in `node` that is made like the article's.
    private func alike(in node: Int, _ makes: Set<Make>) -> Int {
        var sum = 0
        for index in node..<tree.nodes[node].end where isProse(index) && makes.contains(make(index)) {
            sum += measures.flow[index] - measures.flowLinks[index]
        }
        return sum
    }
}
