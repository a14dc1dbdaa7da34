package import NewsModel

/// Companies and the deals between them.
package struct CompanyGraph: Sendable {
    package struct Company: Hashable, Sendable {
        /// Canonical name.
        package var id: String
        /// How many deals of the graph name it, those without a second company too.
        package var deals: Int
    }

    /// A deal between two companies; a deal of several has several links.
    package struct Link: Hashable, Sendable {
        package var deal: Deal
        package var from: String
        package var to: String
        /// Money goes from `from` to `to`; else the two are only named together, `from` before `to`.
        package var isFlow: Bool
    }

    /// Those with the most deals first.
    package private(set) var companies: [Company]
    private var deals: [Deal]
    /// In the order of the deals.
    private var joints: [Joint]

    /// A link that names its deal by its place: a deal is too large to be handed on with each.
    private struct Joint: Hashable {
        var deal: Int
        var from: String
        var to: String
        var isFlow: Bool
    }

    /// In the order of the deals.
    package var links: [Link] {
        joints.map { Link(deal: deals[$0.deal], from: $0.from, to: $0.to, isFlow: $0.isFlow) }
    }

    /// An alliance of dozens would link everybody with everybody, and show nothing but that.
    static let mostNamedTogether = 12

    package init(deals: [Deal]) {
        var counts: [String: Int] = [:]
        for deal in deals {
            for id in deal.organisations { counts[id, default: 0] += 1 }
        }
        companies = counts.map { Company(id: $0.key, deals: $0.value) }
            .sorted { ($1.deals, $0.id) < ($0.deals, $1.id) }
        self.deals = deals
        joints = deals.indices.flatMap { CompanyGraph.joints(of: deals[$0], at: $0) }
    }

    private static func joints(of deal: Deal, at place: Int) -> [Joint] {
        let flows = deal.flows
        guard flows.isEmpty else {
            return flows.map { Joint(deal: place, from: $0.from, to: $0.to, isFlow: true) }
        }
        let ids = deal.organisations.prefix(mostNamedTogether)
        return ids.indices.flatMap { first in
            ids[(first + 1)...].map { Joint(deal: place, from: ids[first], to: $0, isFlow: false) }
        }
    }

    /// Whether no deal joins two companies.
    package var isUnlinked: Bool { joints.isEmpty }

    // MARK: Parts

    /// A company with those that at most `depth` links part from it; nobody when it is not in the graph.
    package func neighbourhood(of company: String, depth: Int) -> CompanyGraph {
        var reached: Set = [company]
        for _ in 0..<depth {
            let known = reached
            for link in joints {
                if known.contains(link.from) {
                    reached.insert(link.to)
                } else if known.contains(link.to) {
                    reached.insert(link.from)
                }
            }
            if reached.count == known.count { break }
        }
        return keeping(companies: reached)
    }

    /// The companies with the most deals, and the one around which it all is; those that then have no link
    /// are left out.
    package func largest(_ limit: Int, around company: String? = nil) -> CompanyGraph {
        let linked = linkedCompanies
        let others = companies.lazy.filter { linked.contains($0.id) && $0.id != company }
        let center = company.map { [$0] } ?? []
        let part = keeping(companies: Set(others.prefix(limit - center.count).map(\.id) + center))
        return part.keeping(companies: part.linkedCompanies)
    }

    private var linkedCompanies: Set<String> {
        joints.reduce(into: []) { linked, link in
            linked.insert(link.from)
            linked.insert(link.to)
        }
    }

    /// The links that a cycle is made of, and their companies.
    package func keeping(flows: Set<MoneyFlow>) -> CompanyGraph {
        var part = self
        part.joints.removeAll {
            !$0.isFlow || !flows.contains(MoneyFlow(deal: deals[$0.deal].id, from: $0.from, to: $0.to))
        }
        return part.keeping(companies: part.linkedCompanies)
    }

    private func keeping(companies ids: Set<String>) -> CompanyGraph {
        var part = self
        part.companies.removeAll { !ids.contains($0.id) }
        part.joints.removeAll { !ids.contains($0.from) || !ids.contains($0.to) }
        return part
    }
}

extension Deal {
    /// Each party once, people left out.
    fileprivate var organisations: [String] {
        parties.reduce(into: []) { ids, party in
            if party.role != .person, !ids.contains(party.id) { ids.append(party.id) }
        }
    }
}
