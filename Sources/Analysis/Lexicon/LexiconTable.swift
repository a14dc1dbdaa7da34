/// A table of a lexicon file, read key by key; whatever is missing, of the wrong kind or unknown is an error with its line.
struct LexiconTable {
    let source: LexiconSource
    /// "company", "grammar"; empty for the file itself.
    let name: String
    private let table: TOMLTable

    init(_ source: LexiconSource) throws(LexiconError) {
        self.source = source
        name = ""
        do {
            table = try TOMLReader.read(source.text)
        } catch {
            throw LexiconError(
                file: source.file, line: error.line, message: "cannot be parsed: \(error.message)")
        }
    }

    private init(_ table: TOMLTable, name: String, source: LexiconSource) {
        self.table = table
        self.name = name
        self.source = source
    }

    /// Refuses keys that the table has no use for: they are slips of the pen.
    func allow(_ keys: Set<String>) throws(LexiconError) {
        guard let stray = table.values.keys.filter({ !keys.contains($0) }).min() else { return }
        throw error("unknown key \"\(stray)\"; there are \(keys.sorted().joined(separator: ", "))")
    }

    /// The value of a key, nil when it is absent.
    func find<Value: TOMLReadable>(_ key: String) throws(LexiconError) -> Value? {
        guard let stored = table.values[key] else { return nil }
        guard let value = Value(stored) else { throw unusable(key) }
        return value
    }

    /// The value of a key that must be there.
    func need<Value: TOMLReadable>(_ key: String) throws(LexiconError) -> Value {
        guard let value: Value = try find(key) else { throw unusable(key) }
        return value
    }

    /// The tables of a list, nil when it is absent.
    func tables(_ key: String) throws(LexiconError) -> [LexiconTable]? {
        let found: [TOMLTable]
        switch table.values[key] {
        case nil: return nil
        case .tables(let tables): found = tables.all
        case .list(let values):
            found = values.compactMap { if case .table(let table) = $0 { table } else { nil } }
            guard found.count == values.count else { throw unusable(key) }
        default: throw unusable(key)
        }
        return found.map { LexiconTable($0, name: key, source: source) }
    }

    func neededTables(_ key: String) throws(LexiconError) -> [LexiconTable] {
        guard let found = try tables(key) else { throw unusable(key) }
        return found
    }

    /// A table in the table, nil when it is absent.
    func table(_ key: String) throws(LexiconError) -> LexiconTable? {
        guard let stored = table.values[key] else { return nil }
        guard case .table(let found) = stored else { throw unusable(key) }
        return LexiconTable(found, name: key, source: source)
    }

    func neededTable(_ key: String) throws(LexiconError) -> LexiconTable {
        guard let found = try table(key) else { throw unusable(key) }
        return found
    }

    private func unusable(_ key: String) -> LexiconError {
        error("\"\(key)\" is missing or of the wrong kind")
    }

    private func error(_ message: String) -> LexiconError {
        LexiconError(
            file: source.file, line: table.line, message: name.isEmpty ? message : "\(name): \(message)")
    }
}

/// What a key of a lexicon file may hold.
protocol TOMLReadable {
    /// Nil when the value is of another kind.
    init?(_ value: TOMLValue)
}

extension String: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard case .string(let text, _) = value else { return nil }
        self = text
    }
}

extension Double: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard case .number(let number) = value else { return nil }
        self = number
    }
}

extension Int: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard case .number(let number) = value else { return nil }
        self.init(exactly: number)
    }
}

extension Bool: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard case .flag(let flag) = value else { return nil }
        self = flag
    }
}

extension CalendarDay: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard case .day(let day) = value else { return nil }
        self = day
    }
}

extension Array: TOMLReadable where Element: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard case .list(let values) = value else { return nil }
        self = values.compactMap(Element.init)
        guard count == values.count else { return nil }
    }
}

extension Dictionary: TOMLReadable where Key == String, Value: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard case .table(let table) = value else { return nil }
        self = table.values.compactMapValues(Value.init)
        guard count == table.values.count else { return nil }
    }
}
