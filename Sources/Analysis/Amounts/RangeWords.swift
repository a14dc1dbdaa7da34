import NewsModel

/// How a text joins the two ends of a range, and what has to stand before the first.
enum RangeWords {
    enum Rule: Sendable {
        /// Always a range: "$2bn-$3bn", "500万~600万".
        case plain
        /// Only after "between": "between $1bn and $2bn".
        case between
        /// Not after "from" or "by", which tell a change: "from $1bn to $2bn".
        case notChange
        /// Only when the first number has no currency of its own: "10億から20億ドル".
        case bareFirst
    }

    static func connectors(_ language: Language) -> [(phrase: String, value: Rule)] {
        let shared: [(phrase: String, value: Rule)] = [
            ("-", .plain), ("~", .plain), ("〜", .plain), ("…", .plain),
        ]
        return shared + (words[language] ?? [])
    }

    private static let words: [Language: [(phrase: String, value: Rule)]] = [
        .english: [("to", .notChange), ("and", .between), ("or", .bareFirst)],
        .russian: [("до", .between), ("и", .between), ("или", .bareFirst)],
        .german: [("bis", .plain), ("und", .between), ("bis zu", .plain), ("oder", .bareFirst)],
        .french: [("à", .notChange), ("et", .between), ("ou", .bareFirst)],
        .spanish: [("a", .notChange), ("y", .between), ("o", .bareFirst), ("a los", .notChange)],
        .portuguese: [("a", .notChange), ("e", .between), ("ou", .bareFirst)],
        .chineseSimplified: [("至", .plain), ("到", .bareFirst), ("-", .plain), ("或", .bareFirst)],
        .japanese: [("から", .bareFirst), ("ないし", .plain)],
        .korean: [("에서", .bareFirst), ("~", .plain), ("내지", .plain), ("∼", .plain)],
    ]

    /// What opens a range with "and" (Russian: also with "до").
    static let openers: [Language: String] = [
        .english: "between",
        .russian: "между | от",
        .german: "zwischen",
        .french: "entre",
        .spanish: "entre",
        .portuguese: "entre",
    ]

    /// What opens a change from one figure to another.
    static let changes: [Language: String] = [
        .english: "from | by",
        .russian: "с",
        .french: "de | passe de | passer de",
        .spanish: "de | desde",
        .portuguese: "de",
    ]
}
