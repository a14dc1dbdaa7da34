/// What a user typed into the search, made safe for FTS5 and LIKE.
///
/// Words stand between spaces; text between double quotes is one phrase. Every term must occur in title or
/// text, as a part of a word too. The trigram index knows only pieces of three characters, so shorter terms
/// (`AI`, `ИИ`, `合作`) become LIKE patterns instead.
struct SearchTerms: Equatable {
    /// UTF-8 length of the longest query that is answered.
    static let maximumLength = 1024
    /// Bounds the depth of the expression that SQLite must parse.
    static let maximumTerms = 32

    enum Refusal: String, Error {
        case tooLong = "the search text is longer than 1024 bytes"
        case tooManyTerms = "the search text has more than 32 words"
        case empty = "the search text is empty"
    }

    /// An FTS5 expression of quoted strings only, or nil when every term is short.
    let match: String?
    /// LIKE patterns with `\` as the escape character.
    let patterns: [CaseVariants]

    /// One short term in the three spellings that matter: LIKE folds the case of ASCII only.
    struct CaseVariants: Equatable {
        let given: String
        let lower: String
        let upper: String
    }

    init(_ text: String) throws(Refusal) {
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong }
        let terms = Self.split(text)
        guard !terms.isEmpty else { throw .empty }
        guard terms.count <= Self.maximumTerms else { throw .tooManyTerms }
        let long = terms.filter { $0.unicodeScalars.count >= 3 }
        match = long.isEmpty ? nil : long.map(Self.quoted).joined(separator: " AND ")
        patterns = terms.filter { $0.unicodeScalars.count < 3 }.map { term in
            CaseVariants(
                given: Self.pattern(term), lower: Self.pattern(term.lowercased()),
                upper: Self.pattern(term.uppercased()))
        }
    }

    /// Splits at white space and controls, but not inside double quotes.
    private static func split(_ text: String) -> [String] {
        var terms: [String] = []
        var term = ""
        var isQuoted = false
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || scalar.value == 0x7F
            if scalar == "\"" || isControl || (scalar.properties.isWhitespace && !isQuoted) {
                if scalar == "\"" { isQuoted.toggle() }
                terms.append(term)
                term = ""
            } else {
                term.unicodeScalars.append(scalar)
            }
        }
        terms.append(term)
        return terms.filter { !$0.allSatisfy(\.isWhitespace) }
    }

    /// A term never holds a double quote: `split` took them all.
    private static func quoted(_ term: String) -> String {
        "\"" + term + "\""
    }

    private static func pattern(_ term: String) -> String {
        var escaped = "%"
        for character in term.unicodeScalars {
            if character == "%" || character == "_" || character == "\\" { escaped += "\\" }
            escaped.unicodeScalars.append(character)
        }
        return escaped + "%"
    }
}
