package import NewsModel

/// Companies and the deals between them.
package struct CompanyGraph: Hashable, Sendable {
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
    /// In the order of the deals.
    package private(set) var links: [Link]

    /// An alliance of dozens would link everybody with everybody, and show nothing but that.
    static let mostNamedTogether = 12

    package init(deals: [Deal]) {
        var counts: [String: Int] = [:]
        for deal in deals {
            for id in deal.organisations { counts[id, default: 0] += 1 }
        }
        companies = counts.map { Company(id: $0.key, deals: $0.value) }
            .sorted { ($1.deals, $0.id) < ($0.deals, $1.id) }
        links = deals.flatMap(CompanyGraph.links)
    }

    private static func links(of deal: Deal) -> [Link] {
        let flows = deal.flows
        guard flows.isEmpty else {
            return flows.map { Link(deal: deal, from: $0.from, to: $0.to, isFlow: true) }
        }
        let ids = deal.organisations.prefix(mostNamedTogether)
        return ids.indices.flatMap { first in
            ids[(first + 1)...].map { Link(deal: deal, from: ids[first], to: $0, isFlow: false) }
        }
    }

    // MARK: Parts

    /// A company with those that at most `depth` links part from it; nobody when it is not in the graph.
    package func neighbourhood(of company: String, depth: Int) -> CompanyGraph {
        var neighbours: [String: Set<String>] = [:]
        for link in links {
            neighbours[link.from, default: []].insert(link.to)
            neighbours[link.to, default: []].insert(link.from)
        }
        var reached: Set = [company]
        var rim = reached
        for _ in 0..<depth where !rim.isEmpty {
            rim = Set(rim.flatMap { neighbours[$0] ?? [] }).subtracting(reached)
            reached.formUnion(rim)
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
        links.reduce(into: []) { linked, link in
            linked.insert(link.from)
            linked.insert(link.to)
        }
    }

    /// The links that a cycle is made of, and their companies.
    package func keeping(flows: Set<MoneyFlow>) -> CompanyGraph {
        var part = self
        part.links.removeAll {
            !$0.isFlow || !flows.contains(MoneyFlow(deal: $0.deal.id, from: $0.from, to: $0.to))
        }
        return part.keeping(companies: part.linkedCompanies)
    }

    private func keeping(companies ids: Set<String>) -> CompanyGraph {
        var part = self
        part.companies.removeAll { !ids.contains($0.id) }
        part.links.removeAll { !ids.contains($0.from) || !ids.contains($0.to) }
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
