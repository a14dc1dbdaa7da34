import TOMLText

/// A table of a lexicon file, read key by key; whatever is missing, of the wrong kind or unknown is reported with its line.
struct LexiconTable {
    let source: LexiconSource
    /// "company", "grammar"; empty for the file itself.
    let name: String
    private let table: TOMLTable

    /// Nil, with the mistake reported, where the file is no TOML.
    init?(_ source: LexiconSource) {
        self.source = source
        name = ""
        do {
            table = try TOMLReader.read(source.bytes)
        } catch {
            source.report(
                "cannot be parsed: column \(error.place.column): \(error.message)", line: error.place.line)
            return nil
        }
    }

    private init(_ table: TOMLTable, name: String, source: LexiconSource) {
        self.table = table
        self.name = name
        self.source = source
    }

    /// Reports keys that the table has no use for: they are slips of the pen.
    func allow(_ keys: Set<String>) {
        for stray in table.keys where !keys.contains(stray) {
            report("unknown key \"\(stray)\"; there are \(keys.sorted().joined(separator: ", "))", key: stray)
        }
    }

    /// The value of a key, nil when it is absent.
    func find<Value: TOMLReadable>(_ key: String) -> Value? {
        guard let stored = table[key] else { return nil }
        guard let value = Value(stored) else {
            unusable(key)
            return nil
        }
        return value
    }

    /// The value of a key that must be there; an empty one where it is not, which is reported.
    func need<Value: TOMLNeeded>(_ key: String) -> Value {
        guard let value = table[key].flatMap({ Value($0) }) else {
            unusable(key)
            return Value()
        }
        return value
    }

    /// What the tables of a list say, nil when it is absent; a table with a mistake is left out.
    func records<Record>(_ key: String, _ read: (LexiconTable) -> Record) -> [Record]? {
        tables(key)?.compactMap { table in
            let mistakes = source.mistakes.count
            let record = read(table)
            return source.mistakes.count == mistakes ? record : nil
        }
    }

    /// The same of a list that must be there.
    func neededRecords<Record>(_ key: String, _ read: (LexiconTable) -> Record) -> [Record] {
        if table[key] == nil { unusable(key) }
        return records(key, read) ?? []
    }

    /// The tables of a list, nil when it is absent.
    func tables(_ key: String) -> [LexiconTable]? {
        guard let stored = table[key] else { return nil }
        let found = stored.list?.map { $0.table.map { LexiconTable($0, name: key, source: source) } }
        guard let found, found.allSatisfy({ $0 != nil }) else {
            unusable(key)
            return nil
        }
        return found.compactMap(\.self)
    }

    /// A table in the table, nil when it is absent.
    func table(_ key: String) -> LexiconTable? {
        guard let stored = table[key] else { return nil }
        guard let found = stored.table else {
            unusable(key)
            return nil
        }
        return LexiconTable(found, name: key, source: source)
    }

    /// The same of one that must be there.
    func neededTable(_ key: String) -> LexiconTable? {
        if table[key] == nil { unusable(key) }
        return table(key)
    }

    /// Reports what is wrong beyond its form, at the line of a key, or of one of the values listed there.
    func refuse(_ message: String, key: String, element: Int? = nil) {
        let value = element.flatMap { number in
            table[key]?.list.flatMap { $0.indices.contains(number) ? $0[number] : nil }
        }
        source.report(message, line: (value?.place ?? table.place(ofKey: key) ?? table.place).line)
    }

    /// The line of a key of a table that stands under a key.
    func line(ofKey inner: String, in key: String) -> Int {
        (table[key]?.table?.place(ofKey: inner) ?? table.place(ofKey: key) ?? table.place).line
    }

    private func unusable(_ key: String) {
        report(
            table[key].map { "\"\(key)\" may not be of type \($0.kind)" } ?? "\"\(key)\" is missing", key: key
        )
    }

    private func report(_ message: String, key: String) {
        refuse(name.isEmpty ? message : "\(name): \(message)", key: key)
    }
}

/// What a key that must be there may hold; the empty value stands for a mistake.
protocol TOMLNeeded: TOMLReadable {
    init()
}

extension String: TOMLNeeded {}
extension Double: TOMLNeeded {}
extension Array: TOMLNeeded where Element: TOMLReadable {}
extension Dictionary: TOMLNeeded where Key == String, Value: TOMLReadable {}

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
