/// One piece of a filter's text.
struct FilterToken: Hashable {
    enum Kind: Hashable {
        /// A name, keyword or number, as typed.
        case word(String)
        /// The inside of `"…"`, its escapes resolved.
        case quoted(String)
        /// An operator, parenthesis or comma.
        case symbol(String)
        case end
    }

    var kind: Kind
    /// Column of its first character, from 1.
    var column: Int

    /// How an error message names it.
    var spelling: String {
        switch kind {
        case .word(let word): "\"\(word)\""
        case .quoted(let text): "\"\(text)\""
        case .symbol(let symbol): "\"\(symbol)\""
        case .end: "the end"
        }
    }

    /// True for a keyword in any letter case; a quoted word is never a keyword.
    func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = kind { word.lowercased() == keyword } else { false }
    }
}
