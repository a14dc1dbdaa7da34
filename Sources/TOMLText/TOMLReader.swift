/// Reads TOML 1.0 (https://toml.io/en/v1.0.0) and nothing else: what the specification refuses, it refuses.
///
/// Two limits are its own: keys of more than 16 parts, and lists and braces nested more than 16 deep, are refused. Time grows
/// with the length of the text.
package struct TOMLReader {
    private static let deepest = 16

    var scanner: TOMLScanner
    let root = TOMLTable(.stated, at: TOMLPlace(line: 1, column: 1))
    /// The table of the last header.
    var current: TOMLTable

    private init(_ bytes: [UInt8]) {
        scanner = TOMLScanner(bytes)
        current = root
    }

    package static func read(_ text: String) throws(TOMLError) -> TOMLTable {
        try read(Array(text.utf8))
    }

    package static func read(_ bytes: [UInt8]) throws(TOMLError) -> TOMLTable {
        if let error = UTF8Fault.first(in: bytes) { throw error }
        var reader = TOMLReader(bytes)
        while try reader.scanner.skipBlank() {
            if reader.scanner.next == UInt8(ascii: "[") {
                try reader.header()
            } else {
                try reader.pair(into: reader.current, depth: 0)
            }
            try reader.scanner.endLine()
        }
        return reader.root
    }

    // MARK: Keys

    private mutating func pair(into table: TOMLTable, depth: Int) throws(TOMLError) {
        let path = try scanner.path()
        scanner.skipSpaces()
        guard scanner.take(UInt8(ascii: "=")) else {
            throw scanner.failure("between a key and its value stands \"=\"")
        }
        let value = try value(depth: depth)
        let home = path.count == 1 ? table : try self.home(of: path, from: table)
        let key = path[path.count - 1]
        if let first = home.insert(value, key) {
            throw TOMLError(
                place: key.place,
                message: "\"\(Self.written(path))\" stands on line \(first.line) already; leave one out")
        }
    }

    /// The table that holds the last part of a dotted key; no table that a header made.
    private func home(of path: [TOMLKey], from start: TOMLTable) throws(TOMLError) -> TOMLTable {
        var table = start
        for key in path.dropLast() {
            switch table[key.name]?.content {
            case nil: table = table.insertTable(.dotted, key.name, at: key.place)
            case .table(let known) where known.origin == .dotted || known.origin == .implied:
                known.origin = .dotted
                table = known
            default: throw closed(key, in: table)
            }
        }
        return table
    }

    /// An error: nothing can be added to the value of a key.
    func closed(_ key: TOMLKey, in table: TOMLTable) -> TOMLError {
        let line = table.place(ofKey: key.name)?.line ?? key.place.line
        return TOMLError(
            place: key.place,
            message:
                "\"\(key.name)\" has its whole value on line \(line); rename one of the two, or join them")
    }

    static func written(_ path: [TOMLKey]) -> String {
        path.map(\.name).joined(separator: ".")
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(TOMLError) -> TOMLValue {
        guard depth < Self.deepest else {
            throw scanner.failure("lists and braces are nested more than \(Self.deepest) deep; use [headers]")
        }
        scanner.skipSpaces()
        let place = scanner.here()
        switch scanner.next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let (text, start) = try scanner.string()
            return TOMLValue(content: .string(text), place: start)
        case UInt8(ascii: "["):
            return TOMLValue(content: .list(try list(depth: depth)), place: place)
        case UInt8(ascii: "{"):
            return TOMLValue(content: .table(try braces(depth: depth)), place: place)
        default: return TOMLValue(content: try scanner.word(), place: place)
        }
    }

    private mutating func list(depth: Int) throws(TOMLError) -> [TOMLValue] {
        let place = scanner.here()
        scanner.advance()
        var values: [TOMLValue] = []
        while try scanner.skipBlank() {
            if scanner.take(UInt8(ascii: "]")) { return values }
            values.append(try value(depth: depth + 1))
            guard try scanner.skipBlank() else { break }
            guard scanner.take(UInt8(ascii: ",")) || scanner.next == UInt8(ascii: "]") else {
                throw scanner.failure("put a comma between two values of a list, and \"]\" at its end")
            }
        }
        throw TOMLError(place: place, message: "this list has no end; close it with \"]\"")
    }

    private mutating func braces(depth: Int) throws(TOMLError) -> TOMLTable {
        let table = TOMLTable(.braces, at: scanner.here())
        scanner.advance()
        scanner.skipSpaces()
        if scanner.take(UInt8(ascii: "}")) { return table }
        while true {
            try pair(into: table, depth: depth + 1)
            scanner.skipSpaces()
            if scanner.take(UInt8(ascii: "}")) { return table }
            guard scanner.take(UInt8(ascii: ",")) else {
                throw scanner.failure("put a comma between two keys in braces, and \"}\" on the same line")
            }
            scanner.skipSpaces()
            if scanner.next == UInt8(ascii: "}") {
                throw scanner.failure("no comma stands before \"}\"; leave it out")
            }
        }
    }
}
