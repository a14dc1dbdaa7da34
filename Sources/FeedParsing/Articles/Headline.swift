/// Finds where a page shows the title of its article.
enum Headline {
    /// Headings looked at; those of the page's own article come before the lists of others.
    private static let limit = 60

    /// The heading that reads like the title, else the only first-level one.
    static func node(in tree: PageTree, title: String?) -> Int? {
        let wanted = letters(title ?? "")
        var firsts: [Int] = []
        var seen = 0
        for index in tree.nodes.indices where PageNames.headings.contains(tree.nodes[index].name) {
            let line = letters(tree.line(index))
            guard line.count > 3 else { continue }
            if !wanted.isEmpty, line == wanted || line.count > 12 && wanted.hasPrefix(line) { return index }
            if tree.nodes[index].name == "h1" { firsts.append(index) }
            seen += 1
            if seen >= limit { break }
        }
        return firsts.count == 1 ? firsts.first : nil
    }

    /// The letters of a text in lower case, by which titles are compared.
    static func letters(_ text: String) -> String {
        String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter(\.properties.isAlphabetic)))
    }
}
