import Foundation
import NewsModel

/// Decides whether the watched industry is a story's main subject.
struct RelevanceModel: Sendable {
    /// What the words of a story show as a whole.
    enum Feature: Int, CaseIterable {
        case bias
        /// What subject cues and names weigh together, as it is, capped and as a logarithm.
        case margin, cappedMargin, logCues
        /// The logarithm of what speaks of other subjects, and the same in the title.
        case logAgainst, titleAgainst
        case titleCue, leadCue
        /// Cues of deals in title and lead.
        case titleDeal, leadDeal
    }

    var grid: WeightGrid
    private let titleSectors: [String: Int]
    private let leadSectors: [String: Int]

    /// An untrained model over the sectors of companies.
    init(sectors: [String]) {
        let count = Feature.allCases.count
        titleSectors = Dictionary(uniqueKeysWithValues: zip(sectors, count...))
        leadSectors = Dictionary(uniqueKeysWithValues: zip(sectors, (count + sectors.count)...))
        grid = WeightGrid(
            rows: ["relevant"],
            columns: Feature.allCases.map { "\($0)" } + sectors.map { "titleSector-\($0)" }
                + sectors.map { "leadSector-\($0)" })
        // Where no file says otherwise: as much for the subject as a story of two plain sentences needs.
        grid.values[Feature.bias.rawValue] = -2.6
        grid.values[Feature.margin.rawValue] = 1
    }

    func probability(_ features: FeatureVector) -> Double { logistic(grid.score(features, rows: [0])) }

    func titleColumn(ofSector sector: String) -> Int? { titleSectors[sector] }
    func leadColumn(ofSector sector: String) -> Int? { leadSectors[sector] }
}
