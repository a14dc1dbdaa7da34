/// A table of a TOML document: a section, or what stands in braces.
///
/// Keys that Unicode holds for equal, such as é written as one or as two scalars, are one key.
package final class TOMLTable {
    struct Entry {
        let value: TOMLValue
        let keyPlace: TOMLPlace
    }

    /// How a table came to be, on which depends who may still add to it.
    enum Origin {
        /// On the way to another table: `[a.b]` makes `a`. One `[a]` may follow.
        case implied
        /// By its own header.
        case stated
        /// By a dotted key: `a.b = 1` makes `a`. Further dotted keys may add to it.
        case dotted
        /// In braces; it is whole.
        case braces
    }

    /// Its header, brace or dotted key; of a table that is only implied, the first header that implies it.
    package internal(set) var place: TOMLPlace
    var origin: Origin
    private var entries: [String: Entry] = [:]

    init(_ origin: Origin, at place: TOMLPlace) {
        self.origin = origin
        self.place = place
    }

    package var keys: some Collection<String> { entries.keys }

    package subscript(key: String) -> TOMLValue? { entries[key]?.value }

    package func compactMapValues<Value>(_ convert: (TOMLValue) -> Value?) -> [String: Value] {
        entries.compactMapValues { convert($0.value) }
    }

    /// Where a key stands; of a section the `[` of its first header.
    package func place(ofKey key: String) -> TOMLPlace? { entries[key]?.keyPlace }

    /// Puts a new value in, or returns the place of the key when it has one already.
    func insert(_ value: TOMLValue, _ key: TOMLKey) -> TOMLPlace? {
        entries.updateValue(Entry(value: value, keyPlace: key.place), forKey: key.name)?.keyPlace
    }

    /// Makes a table under a new key.
    func insertTable(_ origin: Origin, _ name: String, at place: TOMLPlace) -> TOMLTable {
        let table = TOMLTable(origin, at: place)
        let value = TOMLValue(content: .table(table), place: place)
        entries[name] = Entry(value: value, keyPlace: place)
        return table
    }

    /// Begins a list of tables under a new key.
    func insertTables(_ first: TOMLTable, _ name: String) {
        let value = TOMLValue(content: .tables(TOMLTables(first)), place: first.place)
        entries[name] = Entry(value: value, keyPlace: first.place)
    }
}

/// The tables under one `[[header]]`; never empty.
package final class TOMLTables {
    package private(set) var all: [TOMLTable]
    private(set) var last: TOMLTable

    init(_ first: TOMLTable) {
        all = [first]
        last = first
    }

    func append(_ table: TOMLTable) {
        all.append(table)
        last = table
    }
}
