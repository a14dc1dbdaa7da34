/// Where something stands in a document; both numbers count from 1.
package struct TOMLPlace: Hashable, Sendable {
    private let lineNumber: UInt32
    private let columnNumber: UInt32

    init(line: Int, column: Int) {
        lineNumber = UInt32(clamping: line)
        columnNumber = UInt32(clamping: column)
    }

    package var line: Int { Int(lineNumber) }
    /// Counts Unicode scalars of the line.
    package var column: Int { Int(columnNumber) }
}

/// Why a text is no TOML 1.0, where, and how to mend it.
package struct TOMLError: Error, Hashable, Sendable, CustomStringConvertible {
    package let place: TOMLPlace
    package let message: String

    package var description: String { "\(place.line):\(place.column): \(message)" }
}

/// A value of a TOML document, with its place.
package struct TOMLValue {
    package enum Content {
        case string(String)
        case integer(Int)
        case float(Double)
        case flag(Bool)
        /// A date or time as it is written, known to be a right one.
        case time(String, TOMLTimeKind)
        case list([TOMLValue])
        case table(TOMLTable)
        /// Tables under `[[headers]]`.
        case tables(TOMLTables)
    }

    package let content: Content
    /// Where the value begins; of a string its first character behind the quotation marks, of a table its `[` or `{`.
    package let place: TOMLPlace
}

extension TOMLValue {
    package var string: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// A whole number; 5.0 is none.
    package var integer: Int? {
        if case .integer(let number) = content { number } else { nil }
    }

    /// A number with or without a fraction.
    package var number: Double? {
        switch content {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }

    package var flag: Bool? {
        if case .flag(let flag) = content { flag } else { nil }
    }

    /// A list in brackets, or the tables under one `[[header]]`.
    package var list: [TOMLValue]? {
        switch content {
        case .list(let values): values
        case .tables(let tables): tables.all.map { TOMLValue(content: .table($0), place: $0.place) }
        default: nil
        }
    }

    package var table: TOMLTable? {
        if case .table(let table) = content { table } else { nil }
    }

    /// The kind of the value, for messages.
    package var kind: String {
        switch content {
        case .string: "string"
        case .integer: "int"
        case .float: "float"
        case .flag: "bool"
        case .time(_, let kind): kind.rawValue
        case .list, .tables: "array"
        case .table: "table"
        }
    }
}

package enum TOMLTimeKind: String, Sendable {
    /// 2026-11-22T08:00:00Z
    case instant = "date-time with offset"
    /// 2026-11-22T08:00:00
    case dateTime = "date-time"
    /// 2026-11-22
    case date
    /// 08:00:00
    case time
}
