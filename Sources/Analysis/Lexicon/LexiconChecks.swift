import NewsModel

extension CompanyFile.Company {
    /// Reports what is wrong with the entry beyond its form; false when it cannot be used.
    func check(camps: [Camp], kinds: [String]?, roles: Set<Role>) -> Bool {
        let before = table.source.mistakes.count
        let known = Set(camps + [.mixed, .neither])
        let dated = self.camps ?? []
        for (key, stated) in [("camps", dated.map(\.camp)), ("camp", [camp].compactMap(\.self))] {
            for (number, stray) in stated.enumerated() where !known.contains(Camp(rawValue: stray)) {
                let names = known.map(\.rawValue).sorted().joined(separator: ", ")
                refuse("\"\(stray)\" is no camp; there are \(names)", key, number)
            }
        }
        if let problem = CompanyFile.problem(ofKind: kind, kinds) { refuse(problem, "kind", nil) }
        let days = dated.dropFirst().compactMap(\.from)
        if dated.first?.from != nil || days.count != max(dated.count - 1, 0) || days != days.sorted() {
            refuse("camps go from the oldest to the newest, each but the first with `from`", "camps", nil)
        }
        for (number, stray) in (neutral_as ?? []).enumerated() where !roles.contains(Role(rawValue: stray)) {
            refuse("neutral_as: \"\(stray)\" is no role of any deal type", "neutral_as", number)
        }
        let spellings = Set(aliases + allProducts)
        for (number, stray) in (ambiguous ?? []).enumerated() where !spellings.contains(stray) {
            refuse("ambiguous: \"\(stray)\" is neither an alias nor a product", "ambiguous", number)
        }
        return table.source.mistakes.count == before
    }

    private func refuse(_ problem: String, _ key: String, _ element: Int?) {
        table.refuse("company \(id): \(problem)", key: key, element: element)
    }
}

extension CompanyFile {
    /// What is wrong with a kind, if anything.
    fileprivate static func problem(ofKind kind: String, _ kinds: [String]?) -> String? {
        guard let kinds, !kinds.contains(kind) else { return nil }
        return "unknown kind \"\(kind)\"; there are \(kinds.joined(separator: ", "))"
    }
}

extension CompanyFile.NameList {
    /// Reports a kind that the domain does not have; false when there is one.
    func check(kinds: [String]?) -> Bool {
        guard let problem = kind.flatMap({ CompanyFile.problem(ofKind: $0, kinds) }) else { return true }
        table.refuse("companies: \(problem)", key: "kind")
        return false
    }
}

extension DomainFile.Deal {
    /// Reports what is wrong with the entry beyond its form; false when it cannot be used.
    func check() -> Bool {
        let before = table.source.mistakes.count
        let lists = [("principals", principals), ("each", each ?? []), ("firms", firms ?? [])]
        for (key, names) in lists + [("serves", (serves ?? [:]).keys.sorted())] {
            for (number, stray) in names.enumerated() where !roles.contains(stray) {
                refuse("\"\(stray)\" is no role of it", key, number)
            }
        }
        for (key, words) in lists + [("roles", roles)] where Set(words).count < words.count {
            refuse("\(key): a role stands in it twice", key, nil)
        }
        let figures = ["amount", "valuation", "quantity"]
        for (number, stray) in (sums ?? []).enumerated() where !figures.contains(stray) {
            refuse("sums: \"\(stray)\" is none of \(figures.joined(separator: ", "))", "sums", number)
        }
        if let status, DealStatus(rawValue: status) == nil {
            refuse("unknown status \"\(status)\"", "status", nil)
        }
        return table.source.mistakes.count == before
    }

    private func refuse(_ problem: String, _ key: String, _ element: Int?) {
        table.refuse("deal \(type): \(problem)", key: key, element: element)
    }
}
