import Foundation

/// What one class of a log-linear model shows: columns of a grid with their values.
struct FeatureVector: Sendable {
    private(set) var entries: [(column: Int, value: Double)] = []

    init() { entries.reserveCapacity(32) }

    mutating func add(_ column: Int, _ value: Double = 1) {
        if value != 0 { entries.append((column, value)) }
    }

    mutating func append(_ other: FeatureVector) { entries += other.entries }

    /// Appends features whose columns count from another one on.
    mutating func append(_ other: FeatureVector, from first: Int) {
        entries += other.entries.lazy.map { (first + $0.column, $0.value) }
    }
}

/// The weights of one log-linear model: a column for each feature, a row for each context in which it may weigh
/// differently ("any", "investment-investor").
///
/// A class is scored by the sum over its rows; what all contexts share is learned in one row, what sets one apart
/// in another, as in the hierarchical models of Finkel and Manning (NAACL 2009).
struct WeightGrid: Sendable, Equatable {
    let rows: [String]
    private(set) var columns: [String]
    /// Row after row.
    var values: [Double]

    init(rows: [String], columns: [String]) {
        self.rows = rows
        self.columns = columns
        values = Array(repeating: 0, count: rows.count * columns.count)
    }

    /// Adds columns that weigh nothing yet.
    mutating func append(columns new: [String]) {
        let count = columns.count
        values = rows.indices.flatMap {
            values[$0 * count..<($0 + 1) * count] + Array(repeating: 0, count: new.count)
        }
        columns += new
    }

    /// With fainter words a file would be several times as long and decide no better; those that a grid of the same
    /// shape has stay, or whoever trains anew would lose some each time.
    private static let leastOfWords = 0.15

    mutating func dropFaintWords(newSince prior: WeightGrid) {
        for place in values.indices where prior.values[place] == 0 {
            let isWord = StemTable.stem(ofColumn: columns[place % columns.count]) != nil
            if isWord, values[place].magnitude < Self.leastOfWords { values[place] = 0 }
        }
    }

    /// The natural-log odds that a class has in some rows.
    func score(_ features: FeatureVector, rows: [Int]) -> Double {
        var sum = 0.0
        for row in rows {
            let start = row * columns.count
            for entry in features.entries { sum += values[start + entry.column] * entry.value }
        }
        return sum
    }

    /// What each feature adds to the score, the strongest first; for explanations.
    func reasons(_ features: FeatureVector, rows: [Int]) -> [(feature: String, weight: Double)] {
        features.entries.map { entry in
            let weight = rows.reduce(0) { $0 + values[$1 * columns.count + entry.column] } * entry.value
            return (columns[entry.column], weight)
        }.filter { $0.weight != 0 }.sorted { $0.weight.magnitude > $1.weight.magnitude }
    }
}

/// Scores to probabilities that sum to one.
func softmax(_ scores: [Double]) -> [Double] {
    let top = scores.max() ?? 0
    let powers = scores.map { exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
}
