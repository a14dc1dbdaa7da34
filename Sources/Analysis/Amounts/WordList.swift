import NewsModel

/// Reads the word tables, one "key = phrase | phrase" a line; byte by byte, since the first story waits for them.
enum WordList {
    static func pairs(_ lines: String) -> [(key: String, phrase: String)] {
        lines.utf8.split(separator: UInt8(ascii: "\n")).flatMap { line -> [(key: String, phrase: String)] in
            guard let sign = line.indices.first(where: { line[$0...].starts(with: " = ".utf8) }) else {
                return []
            }
            let key = String(Substring(line[..<sign]))
            return line[sign...].dropFirst(3).split(separator: UInt8(ascii: "|")).map { (key, trimmed($0)) }
        }
    }

    /// The phrases of one bare list: "phrase | phrase".
    static func phrases(_ list: String) -> [String] {
        list.utf8.split(whereSeparator: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "\n") }).map(trimmed)
            .filter { !$0.isEmpty }
    }

    private static func trimmed(_ part: Substring.UTF8View) -> String {
        var part = part
        while part.first == UInt8(ascii: " ") { part.removeFirst() }
        while part.last == UInt8(ascii: " ") { part.removeLast() }
        return String(Substring(part))
    }
}

extension Language {
    /// Both scripts of Chinese share a table, since folding simplifies; what is undetermined reads as English.
    var wordTable: Language {
        switch self {
        case .chineseTraditional: .chineseSimplified
        case .undetermined: .english
        default: self
        }
    }
}
