import Foundation
import NewsModel

/// What a story shows of one side.
enum SideFeature: Int, CaseIterable {
    /// The logarithm of what its wording weighs, the same as a capped sum, and whether there is any.
    case cue, cappedCue, anyCue
    case titleCue, shift
    /// One of its companies, or one of both camps, takes part in a deal.
    case takesPart, mixedTakesPart
    /// How much the first deal, or another, serves it by the domain's table.
    case mainServes, secondServes
    /// How much a deal that is too unsure to be told serves it, times its probability; and the same where none is told.
    case likelyServes, onlyServes
    case titleNames, leadNames, names
    /// A product with a camp of its own is named.
    case ownProduct
    /// Of all sides this one alone has a party in a deal, a name in the title, in the lead, anywhere, words for it.
    case soleParty, soleTitle, soleLead, soleName, soleCue

    /// What shows a side alone, and what of.
    static let soles: [(sole: SideFeature, of: SideFeature)] = [
        (.soleParty, .takesPart), (.soleTitle, .titleNames), (.soleLead, .leadNames), (.soleName, .names),
        (.soleCue, .cue),
    ]
}

/// Decides the camp that a story strengthens: a choice between the sides, both and neither.
struct CampModel: Sendable {
    /// What the story shows as a whole.
    enum StoryFeature: Int, CaseIterable {
        case bias, cancelled, rumoured, noDeal
    }

    /// Features of a side by which "both" and "neither" are told.
    private static let compared: [SideFeature] = [
        .cue, .mainServes, .likelyServes, .onlyServes, .titleNames, .leadNames, .names, .takesPart, .titleCue,
        .ownProduct,
    ]
    /// The same of which the most is told: only one side can be alone.
    private static let comparedMost = compared + SideFeature.soles.map(\.sole)

    var grid: WeightGrid
    let camps: [Camp]
    private let columnOfType: [DealType: Int]
    private let columnOfPart: [String: Int]
    private let extremes: Int
    /// From here on the columns are those of words.
    private let firstStem: Int

    /// An untrained model of a domain's camps and deal types.
    init(camps: [Camp], schemas: [DealSchema]) {
        self.camps = camps
        var columns = StoryFeature.allCases.map { "\($0)" }
        let capital = { (name: String) in name.prefix(1).uppercased() + name.dropFirst() }
        for side in ["own", "other"] { columns += SideFeature.allCases.map { side + capital("\($0)") } }
        extremes = columns.count
        for (end, features) in [("least", Self.compared), ("most", Self.comparedMost)] {
            columns += features.map { end + capital("\($0)") }
        }
        let types = schemas.map(\.type)
        columnOfType = Dictionary(uniqueKeysWithValues: zip(types, columns.count...))
        columns += types.map { "primary-\($0.rawValue)" }
        let parts = schemas.flatMap { schema in
            schema.orderedRoles.flatMap { role in
                ["own", "other"].flatMap { side in
                    ["main", "second"].map { "\(side)-\($0)-\(schema.type.rawValue)-\(role.rawValue)" }
                }
            }
        }
        columnOfPart = Dictionary(uniqueKeysWithValues: zip(parts, columns.count...))
        firstStem = columns.count + parts.count
        grid = WeightGrid(
            rows: ["side"] + camps.map(\.rawValue) + [Camp.mixed.rawValue, Camp.neither.rawValue],
            columns: columns + parts)
    }

    /// The choices, in the order of `candidates`.
    var choices: [Camp] { camps + [.mixed, .neither] }

    /// The rows by which a choice is scored.
    func rows(ofChoice number: Int) -> [Int] { number < camps.count ? [0, number + 1] : [number + 1] }

    /// What speaks for each choice.
    func features(
        of sides: CampSides, primary: DealReport?, stems: FeatureVector
    ) -> [FeatureVector] {
        choices.indices.map { number in
            var vector = FeatureVector()
            addStory(primary, &vector)
            if number < camps.count {
                addSides(camps[number], sides, &vector)
            } else {
                addExtremes(sides, &vector)
            }
            vector.append(stems, from: firstStem)
            return vector
        }
    }

    /// The probability of each choice.
    func probabilities(_ features: [FeatureVector]) -> [Double] {
        softmax(features.indices.map { grid.score(features[$0], rows: rows(ofChoice: $0)) })
    }

    private func addStory(_ primary: DealReport?, _ vector: inout FeatureVector) {
        vector.add(StoryFeature.bias.rawValue)
        guard let primary else { return vector.add(StoryFeature.noDeal.rawValue) }
        if let column = columnOfType[primary.type] { vector.add(column) }
        if primary.status == .cancelled { vector.add(StoryFeature.cancelled.rawValue) }
        if primary.status == .rumoured { vector.add(StoryFeature.rumoured.rawValue) }
    }

    private func addSides(_ camp: Camp, _ sides: CampSides, _ vector: inout FeatureVector) {
        let first = StoryFeature.allCases.count
        for other in camps {
            let start = other == camp ? first : first + SideFeature.allCases.count
            for (number, value) in sides.row(of: other).enumerated() { vector.add(start + number, value) }
            for part in sides.parts(of: other) {
                let name = (other == camp ? "own-" : "other-") + part
                if let column = columnOfPart[name] { vector.add(column) }
            }
        }
    }

    private func addExtremes(_ sides: CampSides, _ vector: inout FeatureVector) {
        let values = { (feature: SideFeature) in camps.map { sides[$0, feature] } }
        for (offset, feature) in Self.compared.enumerated() {
            vector.add(extremes + offset, values(feature).min() ?? 0)
        }
        for (offset, feature) in Self.comparedMost.enumerated() {
            vector.add(extremes + Self.compared.count + offset, values(feature).max() ?? 0)
        }
    }
}

/// What a story shows of each side.
struct CampSides {
    private let camps: [Camp]
    /// One row of features for each camp.
    private var values: [Double]
    private var takenParts: [Camp: Set<String>] = [:]

    init(camps: [Camp]) {
        self.camps = camps
        values = Array(repeating: 0, count: camps.count * SideFeature.allCases.count)
    }

    /// A feature of one of the camps; of another it is nothing.
    subscript(camp: Camp, feature: SideFeature) -> Double {
        get { place(camp, feature).map { values[$0] } ?? 0 }
        set { if let place = place(camp, feature) { values[place] = newValue } }
    }

    /// All features of one of the camps, in their order.
    func row(of camp: Camp) -> ArraySlice<Double> {
        let count = SideFeature.allCases.count
        return camps.firstIndex(of: camp).map { values[$0 * count..<($0 + 1) * count] } ?? []
    }

    private func place(_ camp: Camp, _ feature: SideFeature) -> Int? {
        camps.firstIndex(of: camp).map { $0 * SideFeature.allCases.count + feature.rawValue }
    }

    /// "main-investment-recipient": the parts that a side's companies have in the deals.
    func parts(of camp: Camp) -> [String] { (takenParts[camp] ?? []).sorted() }

    mutating func add(part: String, of camp: Camp) { takenParts[camp, default: []].insert(part) }
}
