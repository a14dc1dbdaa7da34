/// Cuts a filter's text into tokens.
struct FilterLexer {
    /// More than any filter written by hand needs; a filter may come over the control socket.
    static let longestFilter = 10_000

    private let characters: [Character]
    private var position = 0

    static func tokens(of text: String) throws(FilterError) -> [FilterToken] {
        guard text.utf8.count <= longestFilter else {
            throw FilterError(
                problem: "filter of \(text.utf8.count) bytes", column: 1,
                advice: "the most is \(longestFilter) bytes")
        }
        var lexer = FilterLexer(characters: Array(text))
        var tokens: [FilterToken] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private init(characters: [Character]) { self.characters = characters }

    private mutating func next() throws(FilterError) -> FilterToken {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
        let column = position + 1
        guard position < characters.count else { return FilterToken(kind: .end, column: column) }
        if characters[position] == "\"" { return FilterToken(kind: .quoted(try quoted()), column: column) }
        if let symbol = symbol() { return FilterToken(kind: .symbol(symbol), column: column) }
        return FilterToken(kind: .word(word()), column: column)
    }

    private mutating func symbol() -> String? {
        let rest = characters[position...].prefix(2)
        for symbol in ["!=", ">=", "<=", "=", ">", "<", "~", "(", ")", ",", "!"]
        where rest.starts(with: symbol) {
            position += symbol.count
            return symbol
        }
        return nil
    }

    private mutating func word() -> String {
        let start = position
        while position < characters.count, Self.isWordCharacter(characters[position]) { position += 1 }
        return String(characters[start..<position])
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        !character.isWhitespace && !"=!<>~(),\"".contains(character)
    }

    /// Reads `"…"`; a backslash takes the next character as it is.
    private mutating func quoted() throws(FilterError) -> String {
        let start = position
        var text = ""
        position += 1
        while position < characters.count, characters[position] != "\"" {
            if characters[position] == "\\", position + 1 < characters.count { position += 1 }
            text.append(characters[position])
            position += 1
        }
        guard position < characters.count else {
            throw FilterError(problem: "unclosed quotation mark", column: start + 1, advice: "add a \"")
        }
        position += 1
        return text
    }
}
