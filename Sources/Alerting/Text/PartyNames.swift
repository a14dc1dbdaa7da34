package import NewsModel

/// Writes the parties of a deal: who gives to the left of an arrow, who gets to the right.
package enum PartyNames {
    private static let givers: Set = ["investor", "acquirer", "provider", "licensor", "supplier", "source"]
    private static let takers: Set = ["recipient", "target", "customer", "licensee", "channel", "employer"]
    /// Names on one side before the rest is only counted.
    private static let mostNames = 4

    /// `ASML + DST → Mistral AI`, `IBM + Meta + AMD`, `Ann Lee: OpenAI → Meta`; empty without parties.
    ///
    /// A giver that the text does not name is left out: `→ Mistral AI`. A taker becomes `ASML → ?`, because a sum
    /// comes next, and nobody is to read that it is what was bought.
    package static func text(_ parties: [Party], names: (String) -> String) -> String {
        let left = side(parties, names) { givers.contains($0.rawValue) }
        let right = side(parties, names) { takers.contains($0.rawValue) }
        let others = side(parties, names) { !givers.contains($0.rawValue) && !takers.contains($0.rawValue) }
        let taken = right.isEmpty ? "?" : right
        let arrow = left.isEmpty && right.isEmpty ? [] : [left, "→", taken].filter { !$0.isEmpty }
        return [others, arrow.joined(separator: " ")].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    /// A display name made of a party's id: `hugging-face` gives `Hugging Face`.
    @Sendable package static func prettified(_ id: String) -> String {
        id.split(separator: "-").map { part in
            part == "ai" ? "AI" : part.prefix(1).uppercased() + part.dropFirst()
        }.joined(separator: " ")
    }

    /// One name as it may stand in a line.
    static func safe(_ id: String, names: (String) -> String) -> String {
        SafeText.line(names(id), maxBytes: 80)
    }

    private static func side(
        _ parties: [Party], _ names: (String) -> String, where isWanted: (Role) -> Bool
    ) -> String {
        var ids: [String] = []
        for party in parties where isWanted(party.role) && !ids.contains(party.id) { ids.append(party.id) }
        var shown = ids.prefix(mostNames).map { safe($0, names: names) }
        if ids.count > mostNames { shown.append("\(ids.count - mostNames) more") }
        return shown.joined(separator: " + ")
    }
}
