package import FoundationEssentials
package import NewsModel

/// How a story that was changed stands to what it said before.
///
/// What an outlet said and takes back is no evidence that it now tells of something else: a corrected sum, version or
/// name changes the deal, it does not make a second one.
package struct ReportRevision: Sendable {
    /// Outlets correct soon; a vendor's page that says much the same a week later tells of the next version.
    private static let longestForRelease: TimeInterval = 7 * 86_400

    /// What the story reported before.
    package var earlier: DealReport
    /// Whether the wording is much the same.
    package var isEdit: Bool
    /// Seconds since the story was published.
    package var age: TimeInterval
    /// Whether the story has but one report, now and then.
    package var isOnlyReport: Bool

    package init(earlier: DealReport, isEdit: Bool, age: TimeInterval, isOnlyReport: Bool) {
        self.earlier = earlier
        self.isEdit = isEdit
        self.age = age
        self.isOnlyReport = isOnlyReport
    }

    /// How sure it is that `report` is what became of the earlier one; nil when it tells of something else.
    package func likeness(to report: DealReport) -> Double? {
        let shared = report.parties.count { party in earlier.parties.contains { Self.isOne($0, party) } }
        guard shared > 0 else { return nil }
        let isSameType = report.type == earlier.type
        let namesAll = shared >= min(report.parties.count, earlier.parties.count)
        let isRelease = report.type == .release
        if isRelease, age > Self.longestForRelease { return nil }
        let isCorrected = isEdit && (isOnlyReport || isSameType || namesAll)
        guard isCorrected || isSameType && namesAll && !isRelease else { return nil }
        return Double(shared) + (isSameType ? 0.5 : 0)
    }

    private static func isOne(_ one: Party, _ other: Party) -> Bool {
        one.id == other.id
            || !NameSound.keys(ofParty: one.id).isDisjoint(with: NameSound.keys(ofParty: other.id))
    }
}

extension DealMatcher {
    /// The deal after one of its outlets has corrected itself, and what readers are told of that.
    ///
    /// A sum is corrected where this outlet's was the deal's and nobody else states it, names where nobody else reports
    /// the deal, a version where no other title has it. `others` are the reports of other stories, `titles` theirs.
    package func correct(
        _ report: DealReport, in sketch: StorySketch, earlier: DealReport, titled previous: String,
        others: [DealReport], titles: [String], of known: Deal, at now: Date
    ) -> (deal: Deal, details: [DealChange.Detail]) {
        var deal = known
        var details: [DealChange.Detail] = []
        if let from = earlier.amount, let to = report.amount, from == known.amount,
            SumComparison.isNews(to, after: from), !others.contains(where: { Self.states(from, $0) }),
            !Self.isOtherReading(from, to, sketch, known.marks)
        {
            deal.amount = to
            deal.marks?.forget(from)
            deal.marks?.amountSince = now
            details.append(.correctedAmount(from: from, to: to))
        }
        if deal.valuation == earlier.valuation { deal.valuation = report.valuation ?? deal.valuation }
        if deal.quantity == earlier.quantity { deal.quantity = report.quantity ?? deal.quantity }
        if others.isEmpty, report.type == known.type {
            details += Self.renameParties(of: &deal, from: earlier, to: report)
        }
        let kept = titles.reduce(into: Set<String>()) { $0.formUnion(StorySketch.versions(ofTitle: $1)) }
        let old = StorySketch.versions(ofTitle: previous).subtracting(kept)
        if deal.type == .release, !old.isEmpty, !sketch.versions.isEmpty,
            old.isDisjoint(with: sketch.versions)
        {
            deal.marks?.versions.removeAll(where: old.contains)
            details.append(
                .correctedVersion(
                    from: old.sorted().joined(separator: ", "),
                    to: sketch.versions.sorted().joined(separator: ", ")))
        }
        if !details.isEmpty { deal.lastChanged = max(deal.lastChanged, now) }
        return (deal, details)
    }

    /// Whether the story states both sums now and before: then it was read otherwise, not corrected.
    private static func isOtherReading(
        _ from: Amount, _ to: Amount, _ sketch: StorySketch, _ marks: DealMarks?
    ) -> Bool {
        guard let old = CurrencyRates.dollars(from), let new = CurrencyRates.dollars(to) else { return false }
        return sketch.sums.contains { SumComparison.isOne($0, old) }
            && marks?.sums.contains { SumComparison.isOne($0, new) } == true
    }

    private static func states(_ amount: Amount, _ report: DealReport) -> Bool {
        guard let one = report.amount.flatMap(CurrencyRates.dollars),
            let other = CurrencyRates.dollars(amount)
        else { return report.amount == amount }
        return SumComparison.isOne(one, other)
    }

    /// Names that the outlet has replaced by others in the same role.
    private static func renameParties(
        of deal: inout Deal, from earlier: DealReport, to report: DealReport
    ) -> [DealChange.Detail] {
        let gone = earlier.parties.filter { !report.parties.contains($0) }
        let come = report.parties.filter { party in
            !deal.parties.contains(party) && gone.contains { $0.role == party.role }
        }
        guard !come.isEmpty else { return [] }
        deal.parties.removeAll { party in gone.contains(party) && come.contains { $0.role == party.role } }
        // A name in another role or spelling is another reading.
        let heard = Set(sounds(of: deal.parties)).union(sounds(of: gone))
        let named = Set((deal.parties + gone).map(\.id))
        deal.parties += come
        return come.filter {
            !named.contains($0.id) && NameSound.keys(ofParty: $0.id).isDisjoint(with: heard)
        }.map { .party($0) }
    }
}

extension DealMarks {
    fileprivate mutating func forget(_ amount: Amount) {
        guard let dollars = CurrencyRates.dollars(amount) else { return }
        sums.removeAll { SumComparison.isOne($0, dollars) }
    }
}
