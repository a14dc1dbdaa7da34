import NewsModel

/// The stems that the models weigh, with their numbers.
struct StemTable: Sendable, Equatable {
    private static let prefix = "word-"

    /// The name of a stem's column in a grid.
    static func column(of stem: String) -> String { prefix + stem }

    /// Nil for the column of anything else.
    static func stem(ofColumn column: String) -> String? {
        column.hasPrefix(prefix) ? String(column.dropFirst(prefix.count)) : nil
    }

    private(set) var stems: [String] = []
    /// By the hash of their bytes: two stems of a language that share one of 64 bits are not to be expected.
    private var numbers: [UInt64: Int32] = [:]

    var isEmpty: Bool { stems.isEmpty }

    /// Adds those that are new; tells which.
    mutating func add(_ words: [String]) -> [String] {
        words.filter { word in
            let hash = StableHash.of(word.utf8)
            guard numbers[hash] == nil else { return false }
            numbers[hash] = Int32(stems.count)
            stems.append(word)
            return true
        }
    }

    func number(of stem: ArraySlice<UInt8>) -> Int? { numbers[StableHash.of(stem)].map { Int($0) } }

    /// The same by the hash of its bytes.
    func number(of hash: StableHash) -> Int? { numbers[hash.value].map { Int($0) } }
}
