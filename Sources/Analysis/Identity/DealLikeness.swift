import FoundationEssentials
import NewsModel

/// How much speaks for and against one deal being what a story reports.
///
/// The score adds up named signs: the types of deal, how many of the known parties the story names in any script and
/// any role (outlets and readers confuse roles more often than deals), sums, numbers, versions, time. Weights were set
/// by hand on a labelled stream and checked on another; a contradiction that no wording explains weighs as a veto.
struct DealLikeness {
    /// From which score two are one deal.
    static let enough = 3.0

    private(set) var reasons: [DealMatch.Reason] = []
    /// Whether the parties, or the sum where there is but one, carry the score.
    private(set) var isGrounded = false

    var score: Double { reasons.reduce(0) { $0 + $1.weight } }
    var isSame: Bool { isGrounded && score >= Self.enough }

    private let deal: Deal
    private let sketch: StorySketch
    private let report: DealReport?

    /// Nil when the story names none of the deal's parties.
    init?(_ deal: Deal, to sketch: StorySketch, report: DealReport?, published: Date) {
        self.deal = deal
        self.sketch = sketch
        self.report = report
        let sides = Self.sides(of: deal)
        let heard = sides.map { side in side.contains { sketch.hears($0) } }
        let named = heard.count { $0 }
        guard named > 0 else { return nil }
        let coverage = Double(named) / Double(sides.count)
        add("type", typeWeight)
        add("parties", sides.count > 1 ? 3 * coverage : 1.7)
        if named > 1 { add("both sides", 0.7) }
        let sum = sumWeight
        add("sum", sum)
        if !sketch.quantities.isDisjoint(with: deal.marks?.quantities ?? []) { add("quantity", 1) }
        addNumbers()
        addStrangers()
        add("time", timeWeight(published))
        isGrounded = (sides.count > 1 || isFocal) && coverage > 0.6 || sum > 0 || score >= Self.enough + 0.5
        // What the analysis found no deal in must show more than a known name.
        if report?.parties.isEmpty ?? true { isGrounded = isTold(sides, needed: sum > 0 ? 1 : 2) }
    }

    /// Whether one of the first sentences speaks of such a deal and names its sides.
    private func isTold(_ sides: [[String]], needed: Int) -> Bool {
        sketch.tellings.contains { telling in
            telling.types.contains(deal.type)
                && sides.count { side in side.contains { telling.hears($0) } } >= needed
        }
    }

    /// Of whom alone a deal can be told: who is paid, bought or listed; a supplier has many deals at a time.
    private var isFocal: Bool {
        deal.parties.allSatisfy { ["recipient", "target", "subject", "releaser"].contains($0.role.rawValue) }
    }

    private mutating func add(_ name: String, _ weight: Double) {
        if weight != 0 { reasons.append(.init(name: name, weight: weight)) }
    }

    /// The parties by role; of equals the first two count, or as many as there are.
    private static func sides(of deal: Deal) -> [[String]] {
        var roles: [Role] = []
        for party in deal.parties where !roles.contains(party.role) { roles.append(party.role) }
        guard roles.count == 1 else {
            let sides = roles.filter { $0 != .person }.map { role in
                deal.parties.filter { $0.role == role }.map(\.id)
            }
            return sides
        }
        return deal.parties.map { [$0.id] }
    }

    // MARK: Signs

    private var types: Set<DealType> { report.map { [$0.type] } ?? sketch.types }

    private var typeWeight: Double {
        if types.contains(deal.type) { return 2 }
        return types.contains { Self.areKin($0, deal.type) } ? 0 : -2
    }

    /// Types that outlets take for one another.
    private static let kin: [Set<DealType>] = [
        [.partnership, .distribution, .licensing, .compute, .contract, .jointVenture, .alliance],
        [.partnership, .investment, .jointVenture, .alliance], [.partnership, .investment, .distribution],
        [.acquisition, .investment], [.acquisition, .jointVenture], [.restructuring, .investment],
    ]

    private static func areKin(_ one: DealType, _ other: DealType) -> Bool {
        kin.contains { $0.contains(one) && $0.contains(other) }
    }

    private var sumWeight: Double {
        let known = (deal.marks?.sums ?? []) + [deal.amount.flatMap(CurrencyRates.dollars)].compactMap { $0 }
        if known.contains(where: { sum in sketch.sums.contains { SumComparison.isOne(sum, $0) } }) {
            return 1.5
        }
        guard let mine = report?.amount.flatMap(CurrencyRates.dollars),
            let its = deal.amount.flatMap(CurrencyRates.dollars)
        else { return 0 }
        let share = min(mine, its) / max(mine, its)
        return share < 0.3 ? -3 : share < 0.5 ? -1 : 0
    }

    private mutating func addNumbers() {
        let versions = Set(deal.marks?.versions ?? [])
        if deal.type == .release || types.contains(.release), !versions.isEmpty, !sketch.versions.isEmpty {
            add("version", versions.isDisjoint(with: sketch.versions) ? -4 : 2)
        }
        let rounds = Set(deal.marks?.rounds ?? [])
        if !rounds.isEmpty, !sketch.rounds.isEmpty, rounds.isDisjoint(with: sketch.rounds) {
            add("round", -4)
        }
    }

    /// Another firm in a role than its known holders; one that the story only recalls does not excuse it.
    private mutating func addStrangers() {
        guard let report, report.type == deal.type else { return }
        let isOfEquals = Set(deal.parties.map(\.role)).count == 1 && deal.parties.count > 1
        if isOfEquals, report.parties.count > 1, deal.parties.count(where: { sketch.hears($0.id) }) < 2 {
            add("another partner", -2.5)
        }
        // Known names in each other's places are a slip in reading.
        for party in report.parties where !deal.parties.contains(where: { isOne($0, party) }) {
            let holders = deal.parties.filter { $0.role == party.role }
            guard !holders.isEmpty else { continue }
            // A round may have other investors than those that this story names.
            let mayJoin = DealMatcher.joinable.contains(party.role.rawValue)
            if mayJoin, holders.contains(where: { sketch.hears($0.id) }) { continue }
            add("another \(party.role.rawValue)", -2.5)
        }
    }

    private func isOne(_ one: Party, _ other: Party) -> Bool {
        one.id == other.id
            || !NameSound.keys(ofParty: one.id).isDisjoint(with: NameSound.keys(ofParty: other.id))
    }

    /// A vendor releases something every week; other deals are told of for months.
    private func timeWeight(_ published: Date) -> Double {
        let last = max(deal.marks?.lastTold ?? deal.lastChanged, deal.lastChanged)
        let gap =
            published < deal.firstSeen
            ? deal.firstSeen.timeIntervalSince(published) : max(0, published.timeIntervalSince(last))
        let days = gap / 86_400
        return deal.type == .release || types.contains(.release) ? -days / 3 : -min(2, max(0, days - 2) / 40)
    }
}
