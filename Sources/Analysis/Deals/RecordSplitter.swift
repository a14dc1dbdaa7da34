import NewsModel

/// Makes a record for each of the deals that one cluster tells at once: "OpenAI signs licences with Le Monde and Prisa",
/// "AFP goes to Mistral, AP to Google".
struct RecordSplitter {
    let schema: DealSchema
    /// They tell who was named together with whom.
    let candidates: [DealCandidate]

    typealias Choice = PartyModel.Choice

    /// The parties of each record; one record where no role that its type counts by has several holders.
    func records(of parties: [Choice]) -> [[Choice]] {
        schema.each.reduce([parties]) { records, role in records.flatMap { split($0, by: role) } }
    }

    private func split(_ parties: [Choice], by role: Role) -> [[Choice]] {
        let holders = parties.filter { $0.role == role }
        let others = parties.filter { $0.role != role }
        // Without the other side they are names around one deal, not deals of their own.
        guard holders.count > 1, !others.isEmpty else { return [parties] }
        let records = holders.map { holder in
            [holder] + others.filter { belongs($0, to: holder, among: holders, others) }
        }
        let whole = records.filter { $0.count > 1 }
        return whole.isEmpty ? [parties] : whole
    }

    /// Whether a party of the other side is a holder's: it was named with the holder, or both were named with nobody.
    private func belongs(
        _ party: Choice, to holder: Choice, among holders: [Choice], _ others: [Choice]
    ) -> Bool {
        areTogether(party, holder)
            || !holders.contains { areTogether(party, $0) }
                && !others.contains { $0.role == party.role && areTogether($0, holder) }
    }

    private func areTogether(_ party: Choice, _ holder: Choice) -> Bool {
        candidates.contains { $0.names(party) && $0.names(holder) }
    }

    /// What the cluster says of one record: the cues that name one of its own parties, or nobody of another record.
    func candidates(of record: [Choice], among records: [[Choice]]) -> [DealCandidate] {
        guard records.count > 1 else { return candidates }
        let strangers = records.joined().filter { choice in !record.contains { $0.entity == choice.entity } }
        let own = record.filter { choice in
            records.count { $0.contains { $0.entity == choice.entity } } == 1
        }
        let telling = candidates.filter { candidate in
            own.contains(where: candidate.names) || !strangers.contains(where: candidate.names)
        }
        return telling.isEmpty ? candidates : telling
    }
}

extension DealCandidate {
    fileprivate func names(_ choice: PartyModel.Choice) -> Bool {
        parties[choice.role]?.contains(choice.entity) ?? false
    }
}
