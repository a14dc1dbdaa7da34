import Alerting
import Persistence
import Watch

extension DirectoryOptions {
    /// What somebody meant by a company that neither the configuration nor any deal knows; nil for one that is known.
    func advice(
        onParty id: String, _ store: Store, in context: CommandContext
    ) async throws -> String? {
        var known = FilterVocabulary.configured(in: directories(in: context).config).parties ?? []
        known.formUnion(try await storeResult { try await store.knownParties() })
        guard !known.contains(id) else { return nil }
        return Suggestion.question(Suggestion.several(like: id, among: known.sorted()))
            ?? "`campwatch companies` lists those with deals"
    }

    /// Why a list of what a company has part in is empty, if it is for want of the company.
    func emptiness(
        _ party: String?, _ store: Store, in context: CommandContext, else message: String
    ) async throws -> String {
        guard let party, let advice = try await advice(onParty: party, store, in: context) else {
            return message
        }
        return "no company “\(party.safe)”: \(advice)"
    }
}
