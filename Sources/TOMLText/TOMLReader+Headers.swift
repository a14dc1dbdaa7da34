/// Headers, which open tables.
extension TOMLReader {
    /// Reads `[path]` or `[[path]]`, under which the next keys stand.
    mutating func header() throws(TOMLError) {
        let place = scanner.here()
        scanner.advance()
        let isRepeated = scanner.take(UInt8(ascii: "["))
        let path = try scanner.path()
        scanner.skipSpaces()
        guard scanner.take(UInt8(ascii: "]")), !isRepeated || scanner.take(UInt8(ascii: "]")) else {
            throw scanner.failure("close the header with \(isRepeated ? "\"]]\"" : "\"]\"")")
        }
        let parent = try parent(of: path, at: place)
        current =
            isRepeated ? try added(path, to: parent, at: place) : try stated(path, in: parent, at: place)
    }

    /// The table that holds the last part of a header, made where there is none; of repeated ones the last.
    private func parent(of path: [TOMLKey], at place: TOMLPlace) throws(TOMLError) -> TOMLTable {
        var table = root
        for key in path.dropLast() {
            switch table[key.name]?.content {
            case nil: table = table.insertTable(.implied, key.name, at: place)
            case .table(let known) where known.origin != .braces: table = known
            case .tables(let known): table = known.last
            default: throw closed(key, in: table)
            }
        }
        return table
    }

    /// A table for `[path]`.
    private func stated(
        _ path: [TOMLKey], in parent: TOMLTable, at place: TOMLPlace
    ) throws(TOMLError) -> TOMLTable {
        let key = path[path.count - 1]
        switch parent[key.name]?.content {
        case nil: return parent.insertTable(.stated, key.name, at: place)
        case .table(let known) where known.origin == .implied:
            known.origin = .stated
            known.place = place
            return known
        case .table(let known) where known.origin != .braces:
            let name = Self.written(path)
            throw TOMLError(
                place: place,
                message: "[\(name)] stands on line \(known.place.line) already; put its keys together there")
        case .tables(let known):
            let name = Self.written(path)
            throw TOMLError(
                place: place,
                message:
                    "[[\(name)]] on line \(known.all[0].place.line) makes a list; write [[\(name)]] for one more"
            )
        default: throw closed(key, in: parent)
        }
    }

    /// A table for `[[path]]`.
    private func added(
        _ path: [TOMLKey], to parent: TOMLTable, at place: TOMLPlace
    ) throws(TOMLError) -> TOMLTable {
        let key = path[path.count - 1]
        let table = TOMLTable(.stated, at: place)
        switch parent[key.name]?.content {
        case nil: parent.insertTables(table, key.name)
        case .tables(let known): known.append(table)
        case .table(let known) where known.origin != .braces:
            throw TOMLError(
                place: place,
                message: "\"\(key.name)\" is one table since line \(known.place.line); write [[ ]] there too")
        default: throw closed(key, in: parent)
        }
        return table
    }
}
