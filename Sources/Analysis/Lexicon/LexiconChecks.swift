import NewsModel

extension CompanyFile.Company {
    /// What is wrong with the entry beyond its form; nil when it can be used.
    func problem(camps: [Camp], roles: Set<Role>) -> String? {
        let known = Set(camps + [.mixed, .neither])
        let dated = self.camps ?? []
        let stated = dated.map(\.camp) + [camp].compactMap(\.self)
        if let stray = stated.first(where: { !known.contains(Camp(rawValue: $0)) }) {
            return
                "\"\(stray)\" is no camp; there are \(known.map(\.rawValue).sorted().joined(separator: ", "))"
        }
        let days = dated.dropFirst().compactMap(\.from)
        if dated.first?.from != nil || days.count != max(dated.count - 1, 0) || days != days.sorted() {
            return "camps go from the oldest to the newest, each but the first with `from`"
        }
        if let stray = (neutral_as ?? []).first(where: { !roles.contains(Role(rawValue: $0)) }) {
            return "neutral_as: \"\(stray)\" is no role of any deal type"
        }
        let spellings = Set(aliases + (products ?? []) + (open_products ?? []) + (closed_products ?? []))
        return (ambiguous ?? []).first { !spellings.contains($0) }.map {
            "ambiguous: \"\($0)\" is neither an alias nor a product"
        }
    }
}

extension DomainFile.Deal {
    /// What is wrong with the entry beyond its form; nil when it can be used.
    var problem: String? {
        let used = principals + (fill ?? []) + (serves ?? [:]).keys.sorted() + [each].compactMap(\.self)
        if let stray = used.first(where: { !roles.contains($0) }) { return "\"\(stray)\" is no role of it" }
        for (key, words) in [("principals", principals), ("roles", roles)]
        where Set(words).count < words.count {
            return "\(key): a role stands in it twice"
        }
        if let stray = (sums ?? []).first(where: { !["amount", "valuation", "quantity"].contains($0) }) {
            return "sums: \"\(stray)\" is none of amount, valuation, quantity"
        }
        if let status, DealStatus(rawValue: status) == nil { return "unknown status \"\(status)\"" }
        return nil
    }
}
