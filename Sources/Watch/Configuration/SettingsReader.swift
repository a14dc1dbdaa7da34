import TOMLText

/// Takes typed values out of a TOML document, section by section, and collects every problem with its line.
///
/// Each getter leaves the default in place when the key is absent or wrong.
struct SettingsReader {
    private let root: TOMLTable
    private let file: String
    private var sectionName = ""
    private var table: TOMLTable?
    private var known: [String: Set<String>] = [:]
    private var problems: [ConfigurationError.Problem] = []

    init(table: TOMLTable, file: String) {
        root = table
        self.file = file
    }

    /// Turns to a section of the document, or with a dot in its name to one within a section.
    mutating func section(_ name: String) {
        sectionName = name
        known[name] = []
        table = root.section(name)?.table
        if let value = root.section(name), value.table == nil {
            report(section: name, key: nil, "must be a section; write [\(name)] on a line of its own")
        }
    }

    /// The names of the sections within a section, sorted.
    mutating func sections(under name: String) -> [String] {
        section(name)
        let names = table.map { $0.keys.sorted() } ?? []
        known[name] = Set(names)
        return names
    }

    /// Lets every key of the section pass.
    mutating func acceptAllKeys() { known[sectionName] = table.map { Set($0.keys) } ?? [] }

    mutating func string(_ key: String, into value: inout String, atMost length: Int) {
        let expected = "must be one line of text, at most \(length) bytes, in quotes"
        read(key, into: &value, expected) { item in
            item.string.flatMap { $0.utf8.count <= length && Self.isOneLine($0) ? $0 : nil }
        }
    }

    mutating func integer(_ key: String, into value: inout Int, in range: ClosedRange<Int>) {
        read(key, into: &value, "must be a whole number from \(range.lowerBound) to \(range.upperBound)") {
            item in
            item.integer.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    mutating func number(_ key: String, into value: inout Double, in range: ClosedRange<Double>) {
        read(key, into: &value, "must be a number from \(range.lowerBound) to \(range.upperBound)") { item in
            item.number.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    mutating func duration(_ key: String, into value: inout Duration, in range: ClosedRange<Duration>) {
        let expected =
            "must be a time from \(DurationText.format(range.lowerBound)) to "
            + "\(DurationText.format(range.upperBound)), written as \"30s\", \"5m\", \"2h\" or \"1d\""
        read(key, into: &value, expected) { item in
            item.string.flatMap(DurationText.parse).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Bytes, written with a decimal unit; zero for no limit.
    mutating func size(_ key: String, into value: inout Int) {
        let expected = "must be a size from \"100MB\" to \"100TB\", such as \"2GB\", or \"0\" for no limit"
        read(key, into: &value, expected) { item in item.string.flatMap(Self.bytes) }
    }

    mutating func choice<Value: CaseIterable & RawRepresentable<String>>(
        _ key: String, into value: inout Value
    ) {
        let words = Value.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        read(key, into: &value, "must be one of \(words)") { item in item.string.flatMap(Value.init) }
    }

    mutating func strings(_ key: String, into value: inout [String]) {
        read(key, into: &value, "must be a list of texts, such as [\"10.1.0.0/16\"]") { item in
            guard let list = item.list else { return nil }
            let texts = list.compactMap(\.string)
            return texts.count == list.count ? texts : nil
        }
    }

    /// Whether the section has the key.
    func states(_ key: String) -> Bool { table?[key] != nil }

    /// Adds a problem of a key, or of the whole section, when a condition between values does not hold.
    mutating func check(_ key: String?, _ condition: Bool, _ message: String) {
        let name = key.map { "\(sectionName).\($0)" } ?? sectionName
        if !condition { report(section: sectionName, key: key, "\(name) \(message)") }
    }

    /// Reports unknown keys, then throws if there was any problem.
    mutating func finish() throws(ConfigurationError) {
        for name in root.keys where known[name] == nil {
            report(section: name, key: nil, "unknown section or key \"\(name)\"; known: \(list(known.keys))")
        }
        for (name, keys) in known {
            guard let table = root.section(name)?.table else { continue }
            for key in table.keys where !keys.contains(key) {
                report(section: name, key: key, "unknown key \"\(name).\(key)\"; known: \(list(keys))")
            }
        }
        guard problems.isEmpty else {
            throw ConfigurationError(problems: problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
        }
    }

    /// Takes one value over when `convert` accepts it, and reports the key when it is there and wrong.
    private mutating func read<Value>(
        _ key: String, into value: inout Value, _ expected: String,
        _ convert: (TOMLValue) -> Value?
    ) {
        known[sectionName]?.insert(key)
        guard let item = table?[key] else { return }
        if let converted = convert(item) {
            value = converted
        } else {
            report(section: sectionName, key: key, "\(sectionName).\(key) \(expected)")
        }
    }

    private mutating func report(section: String, key: String?, _ message: String) {
        problems.append(
            .init(file: file, line: root.line(section: section, key: key), message: message))
    }

    private static func bytes(_ text: String) -> Int? {
        if text == "0" { return 0 }
        let units = ["MB": 1e6, "GB": 1e9, "TB": 1e12]
        guard let unit = units[String(text.suffix(2))], let count = Double(text.dropLast(2)),
            (1e8...1e14).contains(count * unit)
        else { return nil }
        return Int(count * unit)
    }

    private static func isOneLine(_ text: String) -> Bool {
        !text.unicodeScalars.contains { $0.value < 0x20 }
    }

    private func list(_ names: some Sequence<String>) -> String { names.sorted().joined(separator: ", ") }
}
