/// Finds on which line of a rules file a key stands; the TOML library tells no lines for values.
struct RuleFileLines {
    private let lines: [Substring]
    /// Indices into `lines` of the `[[rule]]` headers.
    private let headers: [Int]

    init(toml: String) {
        lines = toml.split(separator: "\n", omittingEmptySubsequences: false)
        headers = lines.indices.filter { [lines] in
            lines[$0].filter { !$0.isWhitespace }.hasPrefix("[[rule]]")
        }
    }

    /// Line (from 1) of a key of the rule with that index, else of the rule's header, else 1.
    func line(ofKey key: String, inRule index: Int) -> Int {
        guard index < headers.count else { return 1 }
        let end = index + 1 < headers.count ? headers[index + 1] : lines.count
        let line = (headers[index]..<end).first { Self.assigns(lines[$0], to: key) }
        return (line ?? headers[index]) + 1
    }

    /// Line and column (from 1) where the text under that key begins, behind its quotation marks.
    ///
    /// A line break right after three of them is not part of the text (TOML 1.0).
    func place(ofTextUnder key: String, inRule index: Int) -> (line: Int, column: Int) {
        let line = line(ofKey: key, inRule: index)
        let source = lines[line - 1]
        guard let equals = source.firstIndex(of: "="),
            let quote = source[equals...].firstIndex(where: { $0 == "\"" || $0 == "'" })
        else { return (line, 1) }
        let isLong = source[quote...].prefix(3).count { $0 == source[quote] } == 3
        let start = source.index(quote, offsetBy: isLong ? 3 : 1)
        if isLong, source[start...].allSatisfy(\.isWhitespace) { return (line + 1, 1) }
        return (line, source.distance(from: source.startIndex, to: start) + 1)
    }

    /// Line (from 1) of a key or table that is no rule.
    func line(ofTopLevelKey key: String) -> Int {
        let line = lines.firstIndex { line in
            let source = line.filter { !$0.isWhitespace && $0 != "\"" }
            return Self.assigns(line, to: key) || source.hasPrefix("[\(key)]")
                || source.hasPrefix("[[\(key)]]")
                || source.hasPrefix("[\(key).")
        }
        return (line ?? 0) + 1
    }

    private static func assigns(_ line: Substring, to key: String) -> Bool {
        line.filter { !$0.isWhitespace && $0 != "\"" }.hasPrefix(key + "=")
    }
}
