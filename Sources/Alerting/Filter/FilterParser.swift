extension Filter {
    /// Reads a filter; an empty text asks for everything.
    package static func parse(
        _ text: String, vocabulary: FilterVocabulary = .standard
    ) throws(FilterError) -> Filter {
        let (filter, problems) = read(text, vocabulary: vocabulary)
        if let first = problems.first { throw first }
        return filter
    }

    /// Reads a filter with all that is wrong: every unknown name, and where it could not be read on.
    package static func read(_ text: String, vocabulary: FilterVocabulary) -> (
        filter: Filter, problems: [FilterError]
    ) {
        let tokens: [FilterToken]
        do throws(FilterError) {
            tokens = try FilterLexer.tokens(of: text)
        } catch {
            return (.everything, [error])
        }
        var parser = FilterParser(tokens: tokens, vocabulary: vocabulary)
        do throws(FilterError) {
            let filter = try parser.filter()
            return (filter, parser.problems)
        } catch {
            return (.everything, parser.problems + [error])
        }
    }
}

/// Recursive descent over the tokens; it recurses on parentheses alone, and only so deep.
///
///     filter      = [ alternatives ]
///     alternatives = conjunction *( "or" conjunction )
///     conjunction  = negation *( "and" negation )
///     negation     = *"not" ( "(" alternatives ")" / condition )
struct FilterParser {
    static let deepestNesting = 32

    private let tokens: [FilterToken]
    private var position = 0
    private var depth = 0
    /// Unknown names, behind which reading goes on.
    private(set) var problems: [FilterError] = []
    let vocabulary: FilterVocabulary

    init(tokens: [FilterToken], vocabulary: FilterVocabulary) {
        self.tokens = tokens
        self.vocabulary = vocabulary
    }

    mutating func filter() throws(FilterError) -> Filter {
        if current.kind == .end { return .everything }
        let filter = try alternatives()
        guard current.kind == .end else { throw unexpected("\"and\", \"or\" or the end") }
        return filter
    }

    private mutating func alternatives() throws(FilterError) -> Filter {
        var parts = [try conjunction()]
        while takeKeyword("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(FilterError) -> Filter {
        var parts = [try negation()]
        while takeKeyword("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func negation() throws(FilterError) -> Filter {
        var isNegated = false
        while takeKeyword("not") { isNegated.toggle() }
        let inner = try takeSymbol("(") ? group() : condition()
        return isNegated ? .not(inner) : inner
    }

    private mutating func group() throws(FilterError) -> Filter {
        depth += 1
        guard depth <= Self.deepestNesting else {
            throw FilterError(
                problem: "more than \(Self.deepestNesting) nested parentheses", column: current.column - 1)
        }
        let inner = try alternatives()
        guard takeSymbol(")") else { throw unexpected("\"and\", \"or\" or \")\"") }
        depth -= 1
        return inner
    }
}

// The steps that the conditions share.
extension FilterParser {
    mutating func note(_ problem: FilterError) { problems.append(problem) }

    /// The list always ends with `.end`, on which nothing advances.
    var current: FilterToken { tokens[position] }

    mutating func take() -> FilterToken {
        let token = current
        if token.kind != .end { position += 1 }
        return token
    }

    mutating func takeKeyword(_ keyword: String) -> Bool {
        guard current.isKeyword(keyword) else { return false }
        position += 1
        return true
    }

    mutating func takeSymbol(_ symbol: String) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    func unexpected(_ expected: String) -> FilterError {
        FilterError(
            problem: "unexpected \(current.spelling)", column: current.column, advice: "expected \(expected)")
    }
}
