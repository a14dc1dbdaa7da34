import Alerting
import Analysis
import Watch

/// Names and camps of companies, as far as the configuration can be read.
struct CompanyKnowledge: Sendable {
    var parties: PartyDirectory?

    func name(of id: String) -> String { parties?.displayName(ofParty: id) ?? PartyNames.prettified(id) }

    func profile(of id: String) -> CompanyProfile? { parties?.profile(of: id) }

    /// The camp of today, or nil for a company that no list knows.
    func camp(of id: String) -> String? { profile(of: id)?.stands.last?.camp }

    /// The id for a name or an id; a name that no list knows is written as ids are.
    func id(named name: String) -> String {
        parties?.partyID(named: name) ?? name.lowercased().split(separator: " ").joined(separator: "-")
    }
}

extension DirectoryOptions {
    /// Without a readable list of companies names are made of the ids, as in `partyNames`.
    func knowledge(in context: CommandContext) -> CompanyKnowledge {
        CompanyKnowledge(parties: try? PartyDirectory.load(directory: directories(in: context).config))
    }
}
