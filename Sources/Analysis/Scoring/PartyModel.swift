import NewsModel

/// What can be seen in a name that may take part in a deal.
enum PartyFeature: Int, CaseIterable {
    case bias
    /// A cue's slot gave it this role; with its share of the role's votes, and their logarithm.
    case vote, voteShare, logVote
    /// A slot gave it another role, and how strongly.
    case otherRole, otherRoleShare
    /// The role went to others, or to nobody.
    case roleTaken, roleFree
    case inTitle, inTitleWithCue, inLead, inCueSentence, besideCueSentence, inCueParagraph
    case onlyBackground, onlySource, onlyProduct
    /// Named among three or more.
    case inList
    case first, second, late, frequency
    /// Where it stands to the nearest cue. Verbs come last in Japanese and Korean, so their sides are told apart.
    case left, right, inside, verbLastLeft, verbLastRight, verbLastInside
    case near, middling, far
    /// Has a camp of its own.
    case camped
    /// The deal is aimed against it somewhere in the lead: "rivals OpenAI", «против OpenAI».
    case opposed
    /// Stands in a group with names that slots gave the same role, or another.
    case peer, peerOtherRole
    /// Its parent has a role in the deal.
    case parentTakesPart
    /// Where cues are, it only names the make of what is counted: "24,000 Nvidia GB300s".
    case onlyMake
    /// A stronger cluster of the same type names it too; and this one gives it this role, or does not.
    case elsewhere, elsewhereVoted, elsewhereOnly
    /// The title announces another cluster; and this one gives the name this role, or does not.
    case underVote, underNoVote
    /// No cue announces the deal; and where the name stands then: left and right of the words that speak for it.
    case uncued, uncuedInTitle, uncuedInSentence, uncuedFirst, uncuedSecond, uncuedLate, uncuedOnlyProduct
    case uncuedFrequency, uncuedLeft, uncuedRight
}

/// Decides who takes part in a deal, and as what: a choice between "no party" and each role of the type.
struct PartyModel: Sendable {
    /// Below this probability a name stays out; chosen by cross-validation, together with `ReportWorth`, which holds back
    /// deals whose parties are all unsure.
    private static let threshold = 0.4
    /// A deal needs somebody; the likeliest name gets this far.
    private static let lastResort = 0.3
    /// Natural-log odds that a role may cost so that no main role stays vacant.
    private static let greatestCost = 0.5

    var grid: WeightGrid
    private let sectors: [String: Int]
    private let markers: [String: Int]
    private let verbLastMarkers: [String: Int]
    private let rows: [DealType: [Role: Int]]

    /// An untrained model of a domain's deal types, sectors and grammatical markers.
    init(schemas: [DealSchema], sectors: [String], markers: [String]) {
        var columns = PartyFeature.allCases.map { "\($0)" }
        func block(_ prefix: String, _ names: [String]) -> [String: Int] {
            defer { columns += names.map { prefix + $0 } }
            return Dictionary(uniqueKeysWithValues: zip(names, columns.count...))
        }
        self.sectors = block("sector-", sectors)
        self.markers = block("marker-", markers)
        verbLastMarkers = block("verbLastMarker-", markers)
        var names = ["any"]
        var rows: [DealType: [Role: Int]] = [:]
        for schema in schemas {
            for role in schema.roles.sorted(by: { $0.rawValue < $1.rawValue }) {
                rows[schema.type, default: [:]][role] = names.count
                names.append("\(schema.type.rawValue)-\(role.rawValue)")
            }
        }
        self.rows = rows
        grid = WeightGrid(rows: names, columns: columns)
    }

    /// The rows by which a role of a deal type is scored.
    func rows(_ type: DealType, _ role: Role) -> [Int] { rows[type]?[role].map { [0, $0] } ?? [0] }

    func sectorColumn(_ name: String) -> Int? { sectors[name] }

    func markerColumn(_ marker: String, isVerbLast: Bool) -> Int? {
        isVerbLast ? verbLastMarkers[marker] : markers[marker]
    }

    /// A name with the role that suits it best.
    struct Choice {
        var entity: Int
        var role: Role
        /// That it takes part at all.
        var probability: Double
        /// Natural-log odds of each role that it may have.
        var odds = RoleMap<Double>()

        /// What another role costs, in natural-log odds; nil where it may not have that.
        func cost(of other: Role) -> Double? {
            guard let own = odds[role], let odds = odds[other] else { return nil }
            return own - odds
        }
    }

    /// Who takes part in a cluster's deal, the surest first.
    func parties(of view: ClusterView, _ schema: DealSchema) -> [Choice] {
        let rowsOfRole = RoleMap(schema.orderedRoles.map { ($0, rows(schema.type, $0)) })
        let choices = view.cast.members.compactMap { choice($0, view, schema, rowsOfRole) }
            .sorted { $0.probability > $1.probability }
        let sure = choices.filter { $0.probability >= Self.threshold }
        guard !sure.isEmpty else { return choices.prefix(1).filter { $0.probability >= Self.lastResort } }
        return schema.isSymmetric ? sure : twoSided(sure, schema)
    }

    /// Gives a main role that nobody has to one of several in another, where that costs little: two buyers and
    /// nothing bought is no deal.
    private func twoSided(_ choices: [Choice], _ schema: DealSchema) -> [Choice] {
        var choices = choices
        for vacant in schema.principals where !choices.contains(where: { $0.role == vacant }) {
            let movable = choices.indices.compactMap { index -> (index: Int, cost: Double)? in
                let role = choices[index].role
                guard schema.principals.contains(role), choices.count(where: { $0.role == role }) > 1,
                    let cost = choices[index].cost(of: vacant), cost <= Self.greatestCost
                else { return nil }
                return (index, cost)
            }
            if let cheapest = movable.min(by: { $0.cost < $1.cost }) { choices[cheapest.index].role = vacant }
        }
        return choices
    }

    private func choice(
        _ member: StoryCast.Member, _ view: ClusterView, _ schema: DealSchema, _ rowsOfRole: RoleMap<[Int]>
    ) -> Choice? {
        let roles = view.roles(for: member, in: schema)
        guard !roles.isEmpty else { return nil }
        let traits = view.traits(of: member, model: self)
        let scores = roles.map { role in
            grid.score(view.features(of: member, as: role, traits), rows: rowsOfRole[role] ?? [])
        }
        let shares = softmax([0] + scores)
        guard let best = roles.indices.max(by: { shares[$0 + 1] < shares[$1 + 1] }) else { return nil }
        return Choice(
            entity: member.entity, role: roles[best], probability: 1 - shares[0],
            odds: RoleMap(zip(roles, scores)))
    }
}
