import TOMLText

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
            table = try TOMLReader.read(source.bytes)
        } catch {
            throw LexiconError(
                file: source.file, line: error.place.line,
                message: "cannot be parsed: column \(error.place.column): \(error.message)")
        }
    }

    private init(_ table: TOMLTable, name: String, source: LexiconSource) {
        self.table = table
        self.name = name
        self.source = source
    }

    /// Refuses keys that the table has no use for: they are slips of the pen.
    func allow(_ keys: Set<String>) throws(LexiconError) {
        guard let stray = table.keys.filter({ !keys.contains($0) }).min() else { return }
        throw error("unknown key \"\(stray)\"; there are \(keys.sorted().joined(separator: ", "))")
    }

    /// The value of a key, nil when it is absent.
    func find<Value: TOMLReadable>(_ key: String) throws(LexiconError) -> Value? {
        guard let stored = table[key] else { return nil }
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
        guard let stored = table[key] else { return nil }
        guard let values = stored.list else { throw unusable(key) }
        return try values.map { value throws(LexiconError) in
            guard let found = value.table else { throw unusable(key) }
            return LexiconTable(found, name: key, source: source)
        }
    }

    func neededTables(_ key: String) throws(LexiconError) -> [LexiconTable] {
        guard let found = try tables(key) else { throw unusable(key) }
        return found
    }

    /// A table in the table, nil when it is absent.
    func table(_ key: String) throws(LexiconError) -> LexiconTable? {
        guard let stored = table[key] else { return nil }
        guard let found = stored.table else { throw unusable(key) }
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
            file: source.file, line: table.place.line, message: name.isEmpty ? message : "\(name): \(message)"
        )
    }
}

/// What a key of a lexicon file may hold.
protocol TOMLReadable {
    /// Nil when the value is of another kind.
    init?(_ value: TOMLValue)
}

extension String: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard let text = value.string else { return nil }
        self = text
    }
}

extension Double: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard let number = value.number, number.isFinite else { return nil }
        self = number
    }
}

extension Int: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard let number = value.integer else { return nil }
        self = number
    }
}

extension Bool: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard let flag = value.flag else { return nil }
        self = flag
    }
}

extension CalendarDay: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard case .time(let text, .date) = value.content else { return nil }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }
}

extension Array: TOMLReadable where Element: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard let values = value.list else { return nil }
        self = values.compactMap(Element.init)
        guard count == values.count else { return nil }
    }
}

extension Dictionary: TOMLReadable where Key == String, Value: TOMLReadable {
    init?(_ value: TOMLValue) {
        guard let table = value.table else { return nil }
        self = table.compactMapValues(Value.init)
        guard count == table.keys.count else { return nil }
    }
}
