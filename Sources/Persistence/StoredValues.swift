import FoundationEssentials
import GRDB

extension Date {
    /// The stored form of a time: whole milliseconds since 1970, within ±290,000 years.
    var milliseconds: Int64 {
        Int64((timeIntervalSince1970 * 1000).rounded().clamped(to: -9.2e15...9.2e15))
    }

    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// What a read will give back for this time.
    var asStored: Date { Date(milliseconds: milliseconds) }
}

extension Double {
    /// Keeps a confidence within its CHECK; a NaN, which SQLite takes for NULL, becomes 0.
    var asProbability: Double { isNaN ? 0 : clamped(to: 0...1) }

    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        isNaN ? range.lowerBound : min(max(self, range.lowerBound), range.upperBound)
    }
}

/// The one JSON dialect of the database: sorted keys, times as milliseconds, no number that JSON lacks.
enum StoredJSON {
    /// Made once: a storm writes ten thousand alerts.
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.milliseconds)
        }
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return encoder
    }()

    private static let decoder = {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            Date(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
        }
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return decoder
    }()

    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try decoder.decode(type, from: Data(text.utf8))
    }
}

extension Database {
    /// Executes one fixed statement, compiled once per connection and then reused.
    func run(_ sql: StaticString, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql.description).execute(arguments: arguments)
    }
}

extension Row {
    /// A nullable time column.
    func date(_ column: String) -> Date? {
        (self[column] as Int64?).map(Date.init(milliseconds:))
    }

    /// A NOT NULL time column.
    func requiredDate(_ column: String) -> Date {
        Date(milliseconds: self[column])
    }

    /// A column whose CHECK allows only the raw values of `Value`.
    func value<Value: RawRepresentable<String>>(_ column: String) throws -> Value {
        let raw: String = self[column]
        guard let value = Value(rawValue: raw) else { throw UnknownValue(column: column, value: raw) }
        return value
    }

    /// The same by the column's place, for very many rows.
    func value<Value: RawRepresentable<String>>(at place: Int) throws -> Value {
        let raw: String = self[place]
        guard let value = Value(rawValue: raw) else {
            throw UnknownValue(column: Array(columnNames)[place], value: raw)
        }
        return value
    }
}

/// A stored word that this version does not know.
struct UnknownValue: Error, CustomStringConvertible {
    let column: String
    let value: String

    var description: String { "column \(column) holds the unknown value \"\(value)\"" }
}
