import Alerting
import Analysis
import NewsModel
import Persistence

/// One company: who it is, where it stands, with whom it deals.
struct CompanyPage {
    var id: String
    var knowledge: CompanyKnowledge
    /// Last changed first.
    var deals: [Deal]
    /// There are more deals than these.
    var isCut = false
    var counterparties: [Counterparty]
    var terminal: Terminal

    private var profile: CompanyProfile? { knowledge.profile(of: id) }

    /// Neither a list nor a story knows it.
    var isEmpty: Bool { profile == nil && deals.isEmpty }

    var lines: [String] {
        [terminal.style(knowledge.name(of: id).safe, .bold)] + facts + partnerLines
            + (deals.isEmpty ? ["", "no deals yet"] : ["", table])
    }

    private var facts: [String] {
        guard let profile else {
            return [terminal.fact("id", id), terminal.fact("camp", "not in config/companies.toml")]
        }
        let stands = profile.stands.map { stand in stand.from.map { "\(stand.camp) from \($0)" } ?? stand.camp
        }
        return [
            terminal.fact("id", id),
            terminal.fact("kind", profile.sector.isEmpty ? "person" : profile.sector),
            terminal.fact("camp", stands.isEmpty ? "none" : stands.joined(separator: ", ")),
        ]
    }

    private var partnerLines: [String] {
        guard !counterparties.isEmpty else { return [] }
        let names = counterparties.map { "\(knowledge.name(of: $0.id)) (\($0.deals))" }
        return TextWrap.lines(
            names.joined(separator: ", ").safe, width: terminal.readingWidth - 14, indent: ""
        ).enumerated().map { $0 == 0 ? terminal.fact("deals with", $1) : terminal.fact("", $1) }
    }

    private var table: String {
        var listing = Listing(deals: deals, names: knowledge.name, for: terminal)
        listing.isCut = isCut
        return listing.text(.table, for: terminal).trimmingSuffix { $0.isNewline }
    }

    var json: OrderedJSON {
        .members([
            "id": .string(id), "name": .string(knowledge.name(of: id)),
            "kind": profile.map { .string($0.sector) },
            "camps": .array(
                (profile?.stands ?? []).map {
                    .members(["from": $0.from.map { .string($0) }, "camp": .string($0.camp)])
                }),
            "counterparties": .array(
                counterparties.map { .members(["id": .string($0.id), "deals": .integer($0.deals)]) }),
            "deals": .array(deals.map(\.json)),
        ])
    }
}

extension String {
    fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isDropped(last) { text.removeLast() }
        return String(text)
    }
}
