import NewsModel

/// Reads the word tables: one "key = phrase | phrase" a line.
enum WordList {
    static func pairs(_ lines: String) -> [(key: String, phrase: String)] {
        lines.split(separator: "\n").flatMap { line -> [(key: String, phrase: String)] in
            guard let sign = line.firstRange(of: " = ") else { return [] }
            let key = String(line[..<sign.lowerBound])
            return line[sign.upperBound...].split(separator: "|").map { (key, trimmed($0)) }
        }
    }

    /// The phrases of one bare list: "phrase | phrase".
    static func phrases(_ list: String) -> [String] {
        list.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map(trimmed).filter { !$0.isEmpty }
    }

    private static func trimmed(_ part: Substring) -> String {
        var part = part
        while part.first == " " { part.removeFirst() }
        while part.last == " " { part.removeLast() }
        return String(part)
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
