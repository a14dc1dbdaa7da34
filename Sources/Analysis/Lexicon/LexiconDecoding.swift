/// How the tables of the files are read; the keys of each are all that it may have.
extension CompanyFile {
    init(_ file: LexiconTable) {
        file.allow(["company", "companies", "person", "people"])
        company = file.neededRecords("company", Company.init)
        companies = file.records("companies", NameList.init(companies:))
        person = file.records("person", Person.init)
        people = file.records("people", NameList.init(people:))
    }
}

extension CompanyFile.Company {
    private static let keys: Set = [
        "id", "name", "kind", "camp", "camps", "neutral_as", "parent", "aliases", "ambiguous", "products",
        "open_products", "closed_products", "editions", "neutral_brands",
    ]

    init(_ table: LexiconTable) {
        self.table = table
        table.allow(Self.keys)
        id = table.need("id")
        name = table.need("name")
        kind = table.need("kind")
        camp = table.find("camp")
        camps = table.records("camps", CompanyFile.DatedCamp.init)
        neutral_as = table.find("neutral_as")
        parent = table.find("parent")
        aliases = table.need("aliases")
        ambiguous = table.find("ambiguous")
        products = table.find("products")
        open_products = table.find("open_products")
        closed_products = table.find("closed_products")
        editions = table.find("editions")
        neutral_brands = table.find("neutral_brands")
    }
}

extension CompanyFile.NameList {
    init(companies table: LexiconTable) {
        self.table = table
        table.allow(["kind", "names"])
        kind = table.need("kind")
        names = table.need("names")
    }

    init(people table: LexiconTable) {
        self.table = table
        table.allow(["names"])
        kind = nil
        names = table.need("names")
    }

    /// The lines, each with its number; one that cannot be read is reported.
    var lines: [(number: Int, line: NameLine)] {
        names.enumerated().compactMap { number, text in
            guard let line = NameLine(text) else {
                table.refuse(
                    "\"\(text)\" is no name: write \"acme-ai: Acme AI; Acme?\", the id in small letters with hyphens "
                        + "and then each spelling",
                    key: "names", element: number)
                return nil
            }
            return (number, line)
        }
    }
}

extension CompanyFile.DatedCamp {
    init(_ table: LexiconTable) {
        table.allow(["camp", "from"])
        camp = table.need("camp")
        from = table.find("from")
    }
}

extension CompanyFile.Person {
    private static let keys: Set = ["id", "name", "company", "aliases", "ambiguous"]

    init(_ table: LexiconTable) {
        self.table = table
        table.allow(Self.keys)
        id = table.need("id")
        name = table.need("name")
        company = table.find("company")
        aliases = table.need("aliases")
        ambiguous = table.find("ambiguous")
    }
}

extension DomainFile {
    init(_ file: LexiconTable) {
        file.allow(["camps", "kinds", "version", "deal"])
        camps = file.need("camps")
        kinds = file.find("kinds")
        version = file.need("version")
        deal = file.neededRecords("deal", Deal.init)
    }
}

extension DomainFile.Deal {
    private static let keys: Set = [
        "type", "principals", "roles", "serves", "status", "threshold", "sums", "each", "all",
        "symmetric", "parties", "layer", "firms",
    ]

    init(_ table: LexiconTable) {
        self.table = table
        table.allow(Self.keys)
        type = table.need("type")
        principals = table.need("principals")
        roles = table.need("roles")
        serves = table.find("serves")
        status = table.find("status")
        threshold = table.need("threshold")
        sums = table.find("sums")
        each = table.find("each")
        all = table.find("all")
        firms = table.find("firms")
        symmetric = table.find("symmetric")
        parties = table.find("parties")
        layer = table.find("layer")
    }
}

extension LanguageFile {
    init(_ file: LexiconTable) {
        table = file
        file.allow(["language", "grammar", "names", "cue", "frame"])
        language = file.need("language")
        grammar = file.neededTable("grammar").map(Grammar.init)
        names = file.table("names").map(Names.init)
        cue = file.neededRecords("cue", Cue.init)
        frame = file.records("frame", Frame.init)
    }
}

extension LanguageFile.Grammar {
    init(_ table: LexiconTable) {
        table.allow(["conjunctions", "articles", "before", "after"])
        conjunctions = table.need("conjunctions")
        articles = table.find("articles")
        before = table.find("before")
        after = table.find("after")
    }
}

extension LanguageFile.Names {
    init(_ table: LexiconTable) {
        table.allow(["organisation", "person", "given", "common", "endings", "legal", "spelled"])
        organisation = table.find("organisation")
        person = table.find("person")
        given = table.find("given")
        common = table.find("common")
        endings = table.find("endings")
        legal = table.find("legal")
        spelled = table.find("spelled")
    }
}

extension LanguageFile.Cue {
    init(_ table: LexiconTable) {
        self.table = table
        table.allow(["label", "weight", "words"])
        label = table.need("label")
        weight = table.need("weight")
        words = table.need("words")
    }
}

extension LanguageFile.Frame {
    init(_ table: LexiconTable) {
        self.table = table
        table.allow(["type", "weight", "words", "slots", "status"])
        type = table.need("type")
        weight = table.need("weight")
        words = table.need("words")
        slots = table.need("slots")
        status = table.find("status")
    }
}
