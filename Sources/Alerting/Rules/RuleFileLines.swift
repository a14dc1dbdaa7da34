/// Finds where in a rules file a key or value stands; the TOML library tells no lines for values.
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

    /// Where something begins; both count from 1, the column in characters.
    struct Place: Comparable {
        var line: Int
        var column: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// Where a key of the rule with that index stands, else the rule's header, else the beginning.
    func place(ofKey key: String, inRule index: Int) -> Place {
        guard index < headers.count else { return Place(line: 1, column: 1) }
        let end = index + 1 < headers.count ? headers[index + 1] : lines.count
        let line = (headers[index]..<end).first { Self.assigns(lines[$0], to: key) }
        return start(ofLine: line ?? headers[index])
    }

    /// Where the value of that key begins, a text behind its quotation marks.
    ///
    /// A line break right after three of them is not part of the text (TOML 1.0).
    func place(ofValueUnder key: String, inRule index: Int) -> Place {
        let place = place(ofKey: key, inRule: index)
        let source = lines[place.line - 1]
        guard let equals = source.firstIndex(of: "="),
            let value = source[equals...].dropFirst().firstIndex(where: { !$0.isWhitespace })
        else { return place }
        let quotes = source[value...].prefix(3).prefix { $0 == source[value] && ["\"", "'"].contains($0) }
            .count
        let start = source.index(value, offsetBy: quotes == 3 ? 3 : min(quotes, 1))
        if quotes == 3, source[start...].allSatisfy(\.isWhitespace) {
            return Place(line: place.line + 1, column: 1)
        }
        return Place(line: place.line, column: source.distance(from: source.startIndex, to: start) + 1)
    }

    /// Where a key or table stands that is no rule.
    func place(ofTopLevelKey key: String) -> Place {
        let line = lines.firstIndex { line in
            let source = line.filter { !$0.isWhitespace && $0 != "\"" }
            return Self.assigns(line, to: key) || source.hasPrefix("[\(key)]")
                || source.hasPrefix("[[\(key)]]")
                || source.hasPrefix("[\(key).")
        }
        return start(ofLine: line ?? 0)
    }

    /// Behind the blanks at the beginning of the line with that index.
    private func start(ofLine index: Int) -> Place {
        Place(line: index + 1, column: lines[index].prefix { $0.isWhitespace }.count + 1)
    }

    private static func assigns(_ line: Substring, to key: String) -> Bool {
        line.filter { !$0.isWhitespace && $0 != "\"" }.hasPrefix(key + "=")
    }
}
