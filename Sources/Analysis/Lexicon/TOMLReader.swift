/// A value of a TOML document; times of day, which no file of the lexicon has, are not read.
enum TOMLValue {
    /// With the line on which it begins.
    case string(String, line: Int)
    case number(Double)
    case flag(Bool)
    case day(CalendarDay)
    case list([TOMLValue])
    case table(TOMLTable)
    /// Tables under `[[headers]]`.
    case tables(TOMLTables)
}

final class TOMLTable {
    /// Where it begins.
    let line: Int
    var values: [String: TOMLValue] = [:]
    /// Stated by a header of its own, so that no second one may state it.
    var isStated = false

    init(line: Int) { self.line = line }
}

final class TOMLTables {
    var all: [TOMLTable] = []
}

/// Reads TOML 1.0 (https://toml.io/en/v1.0.0) into a tree that is gone once the lexicon is compiled.
///
/// The files are a megabyte and are read at every start and reload: a general library took a third of the start for them and
/// kept every value for the life of the process.
struct TOMLReader {
    /// Why and where a text is no TOML.
    struct Failure: Error {
        var line: Int
        var message: String
    }

    private static let deepest = 16

    private var scanner: TOMLScanner
    private let root = TOMLTable(line: 1)
    private var current: TOMLTable

    private init(_ text: String) {
        scanner = TOMLScanner(Array(text.utf8))
        current = root
    }

    static func read(_ text: String) throws(Failure) -> TOMLTable {
        var reader = TOMLReader(text)
        while reader.scanner.skipBlank() {
            if reader.scanner.next == UInt8(ascii: "[") {
                try reader.header()
            } else {
                try reader.pair(into: reader.current, depth: 0)
            }
            try reader.scanner.endLine()
        }
        return reader.root
    }

    // MARK: Tables

    private mutating func header() throws(Failure) {
        let line = scanner.line
        try scanner.expect("[")
        let isRepeated = scanner.take(UInt8(ascii: "["))
        let path = try scanner.path()
        try scanner.expect("]")
        if isRepeated { try scanner.expect("]") }
        let parent = try table(at: path.dropLast(), from: root)
        current = isRepeated ? try added(path, to: parent, line) : try stated(path, in: parent, line)
    }

    private func added(_ path: [String], to parent: TOMLTable, _ line: Int) throws(Failure) -> TOMLTable {
        let table = TOMLTable(line: line)
        let name = path[path.count - 1]
        switch parent.values[name] {
        case nil:
            let tables = TOMLTables()
            tables.all.append(table)
            parent.values[name] = .tables(tables)
        case .tables(let tables): tables.all.append(table)
        default: throw scanner.failure("\"\(name)\" stands twice")
        }
        return table
    }

    private func stated(_ path: [String], in parent: TOMLTable, _ line: Int) throws(Failure) -> TOMLTable {
        let name = path[path.count - 1]
        let known = parent.values[name]
        let table = known == nil ? TOMLTable(line: line) : try self.table(at: [name], from: parent)
        guard !table.isStated else { throw scanner.failure("[\(path.joined(separator: "."))] stands twice") }
        if known == nil { parent.values[name] = .table(table) }
        table.isStated = true
        return table
    }

    /// The table that a path leads to, made where there is none; of repeated ones the last.
    private func table(
        at path: some Sequence<String>, from start: TOMLTable
    ) throws(Failure) -> TOMLTable {
        var table = start
        for name in path {
            switch table.values[name] {
            case nil:
                let made = TOMLTable(line: scanner.line)
                table.values[name] = .table(made)
                table = made
            case .table(let known): table = known
            case .tables(let known): table = known.all[known.all.count - 1]
            default: throw scanner.failure("\"\(name)\" is no table")
            }
        }
        return table
    }

    // MARK: Values

    private mutating func pair(into table: TOMLTable, depth: Int) throws(Failure) {
        let path = try scanner.path()
        try scanner.expect("=")
        let value = try value(depth: depth)
        let home = path.count == 1 ? table : try self.table(at: path.dropLast(), from: table)
        guard home.values.updateValue(value, forKey: path[path.count - 1]) == nil else {
            throw scanner.failure("\"\(path.joined(separator: "."))\" stands twice")
        }
    }

    private mutating func value(depth: Int) throws(Failure) -> TOMLValue {
        guard depth < Self.deepest else { throw scanner.failure("lists and tables are nested too deeply") }
        scanner.skipSpaces()
        switch scanner.next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let line = scanner.line
            return .string(try scanner.string(), line: line)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "{"): return try inlineTable(depth: depth)
        default: return try scanner.bareValue()
        }
    }

    private mutating func list(depth: Int) throws(Failure) -> TOMLValue {
        try scanner.expect("[")
        var values: [TOMLValue] = []
        while scanner.skipBlank(), scanner.next != UInt8(ascii: "]") {
            values.append(try value(depth: depth + 1))
            _ = scanner.skipBlank()
            if !scanner.take(UInt8(ascii: ",")) { break }
        }
        try scanner.expect("]")
        return .list(values)
    }

    private mutating func inlineTable(depth: Int) throws(Failure) -> TOMLValue {
        let table = TOMLTable(line: scanner.line)
        table.isStated = true
        try scanner.expect("{")
        scanner.skipSpaces()
        if !scanner.take(UInt8(ascii: "}")) {
            repeat {
                try pair(into: table, depth: depth + 1)
                scanner.skipSpaces()
            } while scanner.take(UInt8(ascii: ","))
            try scanner.expect("}")
        }
        return .table(table)
    }
}
