import NewsModel

/// Turns `companies.toml` into entities and their spellings, and reports what does not fit together.
struct NameCompiler: Sendable {
    let domain: LexiconDomain
    private(set) var entities: [Entity] = []
    private(set) var aliases: [Alias] = []
    /// The folded aliases, which of them begin with a capital, and which do not.
    private(set) var spellings = PhraseList()
    private(set) var capitalized: [Int] = []
    private(set) var uncapitalized: [Int] = []

    init(_ domain: LexiconDomain) { self.domain = domain }

    mutating func add(_ companies: CompanyFile) {
        let roles = domain.schemas.reduce(into: Set<Role>()) { $0.formUnion($1.roles) }
        var ids: Set<String> = []
        for company in companies.company {
            if !ids.insert(company.id).inserted {
                company.table.refuse("company \(company.id): the id is taken", key: "id")
                continue
            }
            guard company.check(camps: domain.camps, kinds: domain.kinds, roles: roles) else { continue }
            let index = entities.count
            entities.append(Entity(company))
            for spelling in Spelling.all(of: company) { add(spelling, of: index) }
        }
        for list in companies.companies ?? [] where list.check(kinds: domain.kinds) {
            add(list, &ids)
        }
        for list in companies.people ?? [] { add(list, &ids) }
        for person in companies.person ?? [] {
            guard ids.insert(person.id).inserted else {
                person.table.refuse("person \(person.id): the id is taken", key: "id")
                continue
            }
            let index = entities.count
            entities.append(Entity(person))
            let ambiguous = Set(person.ambiguous ?? [])
            for alias in person.aliases {
                add(Spelling(text: alias, isAmbiguous: ambiguous.contains(alias)), of: index)
            }
        }
    }

    private mutating func add(_ list: CompanyFile.NameList, _ ids: inout Set<String>) {
        for (number, line) in list.lines {
            guard ids.insert(line.id).inserted else {
                list.table.refuse("\(line.id): the id is taken", key: "names", element: number)
                continue
            }
            let index = entities.count
            entities.append(Entity(line, kind: list.kind))
            for spelling in line.spellings {
                add(Spelling(text: spelling.text, isAmbiguous: spelling.isAmbiguous), of: index)
            }
        }
    }

    private mutating func add(_ spelling: Spelling, of entity: Int) {
        let folded = FoldedText(spelling.text)
        let isCapitalized = folded.isCapitalized(at: 0)
        for (form, cases) in RussianForms.forms(of: folded.bytes) {
            if isCapitalized {
                capitalized.append(aliases.count)
            } else {
                uncapitalized.append(aliases.count)
            }
            aliases.append(
                Alias(
                    entity: entity, isAmbiguous: spelling.isAmbiguous, isProduct: spelling.isProduct,
                    isEdition: spelling.isEdition, ownCamp: spelling.camp, cases: cases))
            spellings.append(form)
        }
    }
}

/// One way to write a name, with what that way says.
private struct Spelling {
    var text: String
    var isAmbiguous: Bool
    var isProduct = false
    var isEdition = false
    var camp: Camp?

    /// Every spelling of a company once, however many of its lists name it.
    static func all(of company: CompanyFile.Company) -> [Spelling] {
        let ambiguous = Set(company.ambiguous ?? [])
        let products = company.allProducts
        let camps = camps(of: company)
        let (productSet, editions) = (Set(products), Set(company.editions ?? []))
        var seen: Set<String> = []
        return (company.aliases + (company.neutral_brands ?? []) + products).filter {
            seen.insert($0).inserted
        }.map {
            Spelling(
                text: $0, isAmbiguous: ambiguous.contains($0), isProduct: productSet.contains($0),
                isEdition: editions.contains($0), camp: camps[$0])
        }
    }

    private static func camps(of company: CompanyFile.Company) -> [String: Camp] {
        var camps: [String: Camp] = [:]
        for name in company.open_products ?? [] { camps[name] = .open }
        for name in company.closed_products ?? [] { camps[name] = .closed }
        for name in company.neutral_brands ?? [] { camps[name] = .neither }
        return camps
    }
}

extension CompanyFile.Company {
    /// Its products of every list.
    var allProducts: [String] {
        (products ?? []) + (open_products ?? []) + (closed_products ?? []) + (editions ?? [])
    }
}
