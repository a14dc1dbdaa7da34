package import FoundationEssentials
package import NewsModel

/// Whether a deal's money can come back, and by whom: what a rule asks of every new deal.
///
/// Two steps on from those that are paid and one step back from those who pay meet in every cycle of at most
/// four companies, and ask about few of them, where going on step by step would come through half of all.
package enum CycleCheck {
    /// Companies that are asked about for one deal.
    private static let mostQuestions = 100

    /// The shortest circle that one of a deal's flows is part of; nil when there is none.
    ///
    /// Two to four companies in the order of payment, beginning with who pays by the deal; the last one pays the first.
    /// `payees` and `payers` say whom a company pays and who pays it by other deals.
    package static func circle(
        _ flows: [MoneyFlow], payees: (String) throws -> Set<String>, payers: (String) throws -> Set<String>
    ) rethrows -> [String]? {
        let next = try answers(payees, about: flows.map(\.to))
        if let flow = flows.first(where: { next[$0.to]?.contains($0.from) == true }) {
            return [flow.from, flow.to]
        }
        guard !next.isEmpty else { return nil }
        let last = try answers(payers, about: flows.map(\.from))
        // Who pays the payers may be one of those whom the paid ones pay: three companies.
        for flow in flows {
            if let between = shared(next[flow.to], last[flow.from]) { return [flow.from, flow.to, between] }
        }
        let (allNext, allLast) = (union(next), union(last))
        guard !allLast.isEmpty else { return nil }
        // From the smaller side: four companies.
        if allNext.count <= allLast.count {
            for company in allNext.sorted().prefix(mostQuestions) {
                let paid = try payees(company).intersection(allLast)
                for flow in paid.isEmpty ? [] : flows where next[flow.to]?.contains(company) == true {
                    if let end = shared(paid, last[flow.from]) { return [flow.from, flow.to, company, end] }
                }
            }
            return nil
        }
        for company in allLast.sorted().prefix(mostQuestions) {
            let paying = try payers(company).intersection(allNext)
            for flow in paying.isEmpty ? [] : flows where last[flow.from]?.contains(company) == true {
                if let start = shared(next[flow.to], paying) { return [flow.from, flow.to, start, company] }
            }
        }
        return nil
    }

    /// What is said of each of some companies; those of which nothing is said are left out.
    private static func answers(
        _ ask: (String) throws -> Set<String>, about companies: [String]
    ) rethrows -> [String: Set<String>] {
        try Set(companies).sorted().prefix(mostQuestions).reduce(into: [:]) { answers, company in
            let answer = try ask(company)
            if !answer.isEmpty { answers[company] = answer }
        }
    }

    /// The first by name of those that are in both.
    private static func shared(_ one: Set<String>?, _ other: Set<String>?) -> String? {
        guard let one, let other else { return nil }
        return one.intersection(other).min()
    }

    private static func union(_ sets: [String: Set<String>]) -> Set<String> {
        sets.values.reduce(into: []) { $0.formUnion($1) }
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

    /// Whether a deal is part of a circle with others that were known by then.
    package func closesCycle(
        _ deal: DealID, _ status: DealStatus, _ parties: [Party], knownBy time: Date = .distantFuture
    ) -> Bool {
        circle(deal, status, parties, knownBy: time) != nil
    }

    /// The shortest circle of a deal with others that were known by then; a rumoured or cancelled one is in none.
    package func circle(
        _ deal: DealID, _ status: DealStatus, _ parties: [Party], knownBy time: Date
    ) -> [String]? {
        guard status.isFirm else { return nil }
        let others = { (line: Line) in line.known <= time && line.flow.deal != deal }
        return CycleCheck.circle(MoneyFlow.all(of: deal, parties: parties)) { company in
            Set((outgoing[company] ?? []).filter(others).map(\.flow.to))
        } payers: { company in
            Set((incoming[company] ?? []).filter(others).map(\.flow.from))
        }
    }
}
