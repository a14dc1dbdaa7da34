package import FoundationEssentials
package import NewsModel

/// Tells whether two stories report the same deal, and what the later one adds.
///
/// A report belongs to a deal when the type agrees, the principals overlap in their roles and never contradict,
/// the sums are not in conflict and the days are near. Two reports of one story are never the same deal: the
/// caller leaves out the candidates that the story has already been matched with.
package struct DealMatcher: Sendable {
    /// Which roles tell deals of one type apart.
    package struct Principals: Sendable {
        package var roles: [Role]
        /// All stand in one role: one shared partner of two says little, a company has many partners.
        package var areEquals: Bool

        package init(roles: [Role], areEquals: Bool = false) {
            self.roles = roles
            self.areEquals = areEquals
        }
    }

    private let principals: [DealType: Principals]

    package init(principals: [DealType: Principals]) { self.principals = principals }

    /// Takes the principals of each deal type from the lexicon's domain.
    package init(lexicon: Lexicon) {
        let pairs = lexicon.schemas.map {
            ($0.type, Principals(roles: $0.principals, areEquals: $0.isSymmetric))
        }
        self.init(principals: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }

    private static let day: TimeInterval = 86_400

    /// Days between two stories of one deal.
    ///
    /// A release repeats soon (a vendor publishes weekly), a like sum binds stories that are weeks apart.
    private func window(of report: DealReport, sameSum: Bool) -> TimeInterval {
        if report.type == .release { return 3 * Self.day }
        return (sameSum ? 60 : 14) * Self.day
    }

    /// The deal among `candidates` that `report`, published at `published`, is about.
    package func match(report: DealReport, published: Date, candidates: [Deal]) -> Deal? {
        var best: (deal: Deal, likeness: Double)?
        for deal in candidates {
            guard let likeness = likeness(of: report, published: published, to: deal) else { continue }
            let isBetter =
                best.map { (likeness, $0.deal.id.rawValue) > ($0.likeness, deal.id.rawValue) } ?? true
            if isBetter { best = (deal, likeness) }
        }
        return best?.deal
    }

    /// How well a report fits a deal; nil when it cannot be the same one.
    private func likeness(of report: DealReport, published: Date, to deal: Deal) -> Double? {
        let isSameType = report.type == deal.type
        guard isSameType || isDeclaration(of: report, deal) else { return nil }
        let sums = SumComparison(report.amount, deal.amount)
        let inRoles = isSameType ? sharedPrincipals(report, deal) : nil
        // The same names and the same sum in opposite roles are a slip in reading, not a deal the other way round.
        let isSlip = !isSameType || sums == .agreeing
        guard let shared = inRoles ?? (isSlip ? sharedNames(report, deal) : nil) else { return nil }
        guard sums != .conflicting else { return nil }
        let distance = distance(from: published, to: deal)
        guard distance <= window(of: report, sameSum: sums == .agreeing) else { return nil }
        let nearness = 1 - distance / (60 * Self.day)
        return (inRoles == nil ? 0 : 100) + Double(shared) * 10 + (sums == .agreeing ? 5 : 0) + nearness
    }

    /// "Strategic partnership" is often how one outlet names what another calls by its substance.
    private func isDeclaration(of report: DealReport, _ deal: Deal) -> Bool {
        let concrete = report.type == .partnership ? deal.type : report.type
        let isDeclared = report.type == .partnership || deal.type == .partnership
        return isDeclared && concrete != .release && concrete != .talent && concrete != .restructuring
    }

    private func distance(from published: Date, to deal: Deal) -> TimeInterval {
        if published < deal.firstSeen { return deal.firstSeen.timeIntervalSince(published) }
        return max(0, published.timeIntervalSince(max(deal.firstSeen, deal.lastChanged)))
    }

    /// Parties that stand in the same principal role in both; nil when a role is filled with different names.
    private func sharedPrincipals(_ report: DealReport, _ deal: Deal) -> Int? {
        guard let principals = principals[report.type] else { return nil }
        var shared = 0
        for role in principals.roles {
            let reported = names(of: report.parties, in: role)
            let known = names(of: deal.parties, in: role)
            if reported.isEmpty || known.isEmpty { continue }
            let common = reported.intersection(known).count
            let needed = principals.areEquals ? min(2, reported.count, known.count) : 1
            guard common >= needed else { return nil }
            shared += common
        }
        return shared > 0 ? shared : nil
    }

    /// True when a party in this role is one without which the deal would be another.
    func isPrincipal(_ role: Role, in type: DealType) -> Bool {
        principals[type]?.roles.contains(role) ?? false
    }

    /// For a declaration and its substance the roles differ, so every name of the shorter list must be in the other.
    private func sharedNames(_ report: DealReport, _ deal: Deal) -> Int? {
        let reported = Set(report.parties.map(\.id))
        let known = Set(deal.parties.map(\.id))
        let shared = reported.intersection(known).count
        return shared >= 2 && shared == min(reported.count, known.count) ? shared : nil
    }

    private func names(of parties: [Party], in role: Role) -> Set<String> {
        Set(parties.lazy.filter { $0.role == role }.map(\.id))
    }
}
