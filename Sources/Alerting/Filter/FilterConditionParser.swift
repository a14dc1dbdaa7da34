import NewsModel

/// Reads one `field operator value`.
extension FilterParser {
    mutating func condition() throws(FilterError) -> Filter {
        if takeSymbol("~") { return .condition(.text([.title, .text], try phrase())) }
        let token = current
        guard case .word(let word) = token.kind else { throw unexpected("a field") }
        let field = try field(named: word.lowercased(), at: token)
        _ = take()
        return switch field {
        case .name(let name): try nameCondition(name, called: word)
        case .money(let money): try moneyCondition(money, called: word)
        case .number(let number): try numberCondition(number, called: word)
        case .text(let text): try textCondition(text, called: word)
        }
    }

    private enum Field {
        case name(FilterCondition.NameField)
        case money(FilterCondition.MoneyField)
        case number(FilterCondition.NumberField)
        case text(FilterCondition.TextField)
    }

    private mutating func field(named name: String, at token: FilterToken) throws(FilterError) -> Field {
        if name.hasPrefix("party.") {
            return .name(.party(role: role(named: String(name.dropFirst(6)), at: token)))
        }
        if vocabulary.roles.contains(name) { return .name(.party(role: Role(rawValue: name))) }
        guard let field = FilterField(rawValue: name) else {
            throw FilterError(
                problem: "unknown field \(token.spelling)", column: token.column,
                advice: fieldAdvice(for: name))
        }
        if field == .kind, !vocabulary.hasChanges {
            throw FilterError(
                problem: "\"kind\" is of a change, and nothing changes here", column: token.column,
                advice: "leave it to rules")
        }
        return Self.typed(field)
    }

    private func fieldAdvice(for name: String) -> String {
        let fields = FilterField.allCases.map(\.rawValue)
        if let near = Suggestion.nearest(to: name, among: fields + vocabulary.roles) {
            return "did you mean \"\(near)\"?"
        }
        return "fields are \(fields.joined(separator: ", ")) and the roles"
    }

    private mutating func role(named name: String, at token: FilterToken) -> Role {
        if !vocabulary.roles.contains(name) {
            note(
                FilterError(
                    problem: "unknown role \"\(name)\"", column: token.column + 6,
                    advice: Suggestion.advice(for: name, among: vocabulary.roles)))
        }
        return Role(rawValue: name)
    }

    private static func typed(_ field: FilterField) -> Field {
        switch field {
        case .camp: .name(.camp)
        case .deal, .type: .name(.deal)
        case .party: .name(.party(role: nil))
        case .status: .name(.status)
        case .lang: .name(.language)
        case .feed: .name(.feed)
        case .folder: .name(.folder)
        case .primary: .name(.primary)
        case .shift: .name(.shift)
        case .kind: .name(.kind)
        case .cycle: .name(.cycle)
        case .amount: .money(.amount)
        case .valuation: .money(.valuation)
        case .confidence: .number(.confidence)
        case .outlets: .number(.outlets)
        case .title: .text(.title)
        case .text: .text(.text)
        }
    }
}

// One function for each kind of field.
extension FilterParser {
    private mutating func nameCondition(
        _ field: FilterCondition.NameField, called name: String
    ) throws(FilterError) -> Filter {
        if takeSymbol("=") { return .condition(.name(field, oneOf: [try value(for: field)])) }
        if takeSymbol("!=") { return .not(.condition(.name(field, oneOf: [try value(for: field)]))) }
        if takeSymbol("~") { return .condition(.nameContains(field, try phrase())) }
        if takeKeyword("in") { return .condition(.name(field, oneOf: try list(for: field))) }
        if takeKeyword("not") {
            guard takeKeyword("in") else { throw unexpected("\"in\" after \"\(name) not\"") }
            return .not(.condition(.name(field, oneOf: try list(for: field))))
        }
        throw unexpected("=, !=, in, not in or ~ after \"\(name)\"")
    }

    private mutating func moneyCondition(
        _ field: FilterCondition.MoneyField, called name: String
    ) throws(FilterError) -> Filter {
        let (comparison, isNegated) = try comparison(after: name)
        let number = try number(example: "500M USD")
        let token = current
        guard case .word(let word) = token.kind, !token.isKeyword("and"), !token.isKeyword("or") else {
            throw unexpected("a currency such as USD after the number")
        }
        let code = word.uppercased()
        if CurrencyRates.dollars[code] == nil {
            note(
                FilterError(
                    problem: "unknown currency \"\(word)\"", column: token.column,
                    advice: Suggestion.advice(for: word, among: CurrencyRates.dollars.keys.sorted())))
        }
        _ = take()
        let test = Filter.condition(.money(field, comparison, Amount(value: number, currency: code)))
        return isNegated ? .not(test) : test
    }

    private mutating func numberCondition(
        _ field: FilterCondition.NumberField, called name: String
    ) throws(FilterError) -> Filter {
        let (comparison, isNegated) = try comparison(after: name)
        let number = try number(example: field == .confidence ? "0.8" : "2")
        let test = Filter.condition(.number(field, comparison, number))
        return isNegated ? .not(test) : test
    }

    private mutating func textCondition(
        _ field: FilterCondition.TextField, called name: String
    ) throws(FilterError) -> Filter {
        guard takeSymbol("~") else { throw unexpected("~ after \"\(name)\"") }
        return .condition(.text([field], try phrase()))
    }
}

// Operators and values.
extension FilterParser {
    private mutating func comparison(
        after name: String
    ) throws(FilterError) -> (FilterCondition.Comparison, isNegated: Bool) {
        if takeSymbol("!=") { return (.equal, true) }
        guard case .symbol(let symbol) = current.kind,
            let comparison = FilterCondition.Comparison(rawValue: symbol)
        else { throw unexpected("=, !=, <, <=, > or >= after \"\(name)\"") }
        _ = take()
        return (comparison, false)
    }

    private mutating func number(example: String) throws(FilterError) -> Double {
        guard case .word(let word) = current.kind, let number = FilterNumber.value(of: word) else {
            throw unexpected("a number such as \(example)")
        }
        _ = take()
        return number
    }

    private mutating func phrase() throws(FilterError) -> Phrase {
        switch current.kind {
        case .quoted(let text) where !text.isEmpty, .word(let text):
            _ = take()
            return Phrase(text)
        default: throw unexpected("a phrase in quotation marks")
        }
    }

    private mutating func list(for field: FilterCondition.NameField) throws(FilterError) -> [String] {
        guard takeSymbol("(") else { throw unexpected("\"(\" and a list of values") }
        var values = [try value(for: field)]
        while takeSymbol(",") { values.append(try value(for: field)) }
        guard takeSymbol(")") else { throw unexpected("\",\" or \")\"") }
        return values
    }

    private mutating func value(for field: FilterCondition.NameField) throws(FilterError) -> String {
        let token = current
        switch token.kind {
        case .word(let text), .quoted(let text):
            let name = text.lowercased()
            if let known = knownValues(of: field), !known.contains(where: { $0.lowercased() == name }) {
                note(
                    FilterError(
                        problem: "unknown \(field.noun) \"\(text)\"", column: token.column,
                        advice: field.isCompany
                            ? companyAdvice(name, known) : Suggestion.advice(for: name, among: known)))
            }
            _ = take()
            return name
        default: throw unexpected("a \(field.noun)")
        }
    }

    /// The values of a field with a closed list; nil where any name may turn up.
    private func knownValues(of field: FilterCondition.NameField) -> [String]? {
        switch field {
        case .camp: vocabulary.camps
        case .deal, .primary: vocabulary.dealTypes + ["none"]
        case .status: DealStatus.allCases.map(\.rawValue)
        case .language: Language.allCases.map(\.rawValue) + ["zh"]
        case .cycle: ["yes", "no"]
        case .kind: [DealChange.Kind.new.rawValue, DealChange.Kind.update.rawValue]
        case .shift, .party: vocabulary.parties.map { Array($0.union(["none"])) }
        case .feed: vocabulary.feeds
        case .folder:
            vocabulary.folders.map { Set($0.flatMap(FilterSubject.folderNames) + ["none"]).sorted() }
        }
    }

    private func companyAdvice(_ name: String, _ known: [String]) -> String {
        let near = Suggestion.several(like: name, among: known).map { "\"\($0)\"" }
        guard let last = near.last else {
            return "add it to companies.toml, or match a name that no list knows with party ~ \"\(name)\""
        }
        let others = near.dropLast().joined(separator: ", ")
        return "did you mean \(others.isEmpty ? last : "\(others) or \(last)")?"
    }
}

extension FilterCondition.NameField {
    fileprivate var isCompany: Bool { noun == "company" }

    /// What an error message calls a value of the field.
    fileprivate var noun: String {
        switch self {
        case .camp: "camp"
        case .deal, .primary: "deal type"
        case .status: "status"
        case .language: "language"
        case .kind: "kind of change"
        case .cycle: "answer"
        case .shift, .party: "company"
        case .feed: "feed"
        case .folder: "folder"
        }
    }
}
