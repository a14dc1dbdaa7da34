import Foundation
import NewsModel

/// Decides how far a deal has come: a choice between the statuses by the words around its cues.
struct StatusModel: Sendable {
    /// What can be seen beside the votes of the status cues.
    enum Feature: Int, CaseIterable {
        case bias
        /// A cue of the deal is negated.
        case negated
        case inTitle
    }

    var grid: WeightGrid
    private let rowOfType: [DealType: Int]
    private static let statuses = DealStatus.allCases

    /// An untrained model of a domain's deal types.
    init(schemas: [DealSchema]) {
        let types = schemas.map(\.type)
        rowOfType = Dictionary(
            uniqueKeysWithValues: types.enumerated().map { ($1, ($0 + 1) * Self.statuses.count) })
        let rows = Self.statuses.map(\.rawValue)
        grid = WeightGrid(
            rows: rows + types.flatMap { type in rows.map { "\(type.rawValue)-\($0)" } },
            columns: Feature.allCases.map { "\($0)" }
                + ["voted-", "titleVoted-", "implied-", "default-"].flatMap { name in
                    rows.map { name + $0 }
                })
        // Where no file says otherwise, each status cue speaks for its own status.
        for number in Self.statuses.indices {
            let start = number * grid.columns.count + Feature.allCases.count + number
            for (block, weight) in [(0, 1.0), (2, 0.7), (3, 1.0)] {
                grid.values[start + block * Self.statuses.count] = weight
            }
        }
    }

    var choices: [DealStatus] { Self.statuses }

    func rows(_ type: DealType, ofChoice number: Int) -> [Int] {
        rowOfType[type].map { [number, $0 + number] } ?? [number]
    }

    /// What a reader of status cues saw.
    struct Signs {
        /// By status: all votes, those of the title, those that the deal's own cues imply.
        var votes: [DealStatus: Double] = [:]
        var titleVotes: [DealStatus: Double] = [:]
        var implied: [DealStatus: Double] = [:]
        var usual: DealStatus
        var isNegated = false
        var isInTitle = false
    }

    func features(_ signs: Signs) -> FeatureVector {
        var vector = FeatureVector()
        vector.add(Feature.bias.rawValue)
        if signs.isNegated { vector.add(Feature.negated.rawValue) }
        if signs.isInTitle { vector.add(Feature.inTitle.rawValue) }
        let count = Self.statuses.count
        for (number, status) in Self.statuses.enumerated() {
            let start = Feature.allCases.count + number
            vector.add(start, log1p(signs.votes[status] ?? 0))
            vector.add(start + count, log1p(signs.titleVotes[status] ?? 0))
            vector.add(start + 2 * count, log1p(signs.implied[status] ?? 0))
            vector.add(start + 3 * count, signs.usual == status ? 1 : 0)
        }
        return vector
    }

    func status(_ signs: Signs, _ type: DealType) -> DealStatus {
        let vector = features(signs)
        let scores = choices.indices.map { grid.score(vector, rows: rows(type, ofChoice: $0)) }
        let best = scores.indices.max { scores[$0] < scores[$1] }
        return best.map { choices[$0] } ?? signs.usual
    }
}
