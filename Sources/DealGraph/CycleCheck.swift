package import FoundationEssentials
package import NewsModel

/// Whether a deal's money can come back: what a rule asks of every new deal.
///
/// Two steps on from those that are paid and one step back from those who pay meet in every cycle of at most
/// four companies, and ask about few of them, where going on step by step would come through half of all.
package enum CycleCheck {
    /// Companies that are asked about for one deal.
    private static let mostQuestions = 100

    /// Whether one of a deal's flows is part of a cycle; `payees` and `payers` say whom a company pays and
    /// who pays it by other deals.
    package static func closes(
        _ flows: [MoneyFlow], payees: (String) throws -> Set<String>, payers: (String) throws -> Set<String>
    ) rethrows -> Bool {
        let givers = Set(flows.map(\.from))
        let takers = Set(flows.map(\.to))
        let next = try takers.sorted().prefix(mostQuestions).reduce(into: Set()) {
            $0.formUnion(try payees($1))
        }
        if !next.isDisjoint(with: givers) { return true }
        guard !next.isEmpty else { return false }
        let last = try givers.sorted().prefix(mostQuestions).reduce(into: Set()) {
            $0.formUnion(try payers($1))
        }
        // Who pays the payers may be one of those whom the paid ones pay: three companies.
        if !next.isDisjoint(with: last) { return true }
        guard !last.isEmpty else { return false }
        // From the smaller side: four companies.
        if next.count <= last.count {
            return try next.sorted().prefix(mostQuestions).contains { try !payees($0).isDisjoint(with: last) }
        }
        return try last.sorted().prefix(mostQuestions).contains { try !payers($0).isDisjoint(with: next) }
    }
}

/// The flows of many deals with when each came to be known, to ask about cycles as they stood at a time.
package struct FlowBook: Sendable {
    private struct Line {
        var flow: MoneyFlow
        var known: Date
    }

    private var outgoing: [String: [Line]] = [:]
    private var incoming: [String: [Line]] = [:]

    /// `flows` are those of deals that are announced or completed.
    package init(_ flows: [(flow: MoneyFlow, known: Date)]) {
        for (flow, known) in flows {
            let line = Line(flow: flow, known: known)
            outgoing[flow.from, default: []].append(line)
            incoming[flow.to, default: []].append(line)
        }
    }

    /// Whether a deal is part of a cycle with others that were known by then; a rumoured or cancelled one is
    /// in none.
    package func closesCycle(
        _ deal: DealID, _ status: DealStatus, _ parties: [Party], knownBy time: Date = .distantFuture
    ) -> Bool {
        guard status.isFirm else { return false }
        let others = { (line: Line) in line.known <= time && line.flow.deal != deal }
        return CycleCheck.closes(MoneyFlow.all(of: deal, parties: parties)) { company in
            Set((outgoing[company] ?? []).filter(others).map(\.flow.to))
        } payers: { company in
            Set((incoming[company] ?? []).filter(others).map(\.flow.from))
        }
    }
}
