/// How the tables of the files are read; the keys of each are all that it may have.
extension CompanyFile {
    init(_ file: LexiconTable) throws(LexiconError) {
        try file.allow(["company", "person"])
        company = try file.neededTables("company").map(Company.init)
        person = try file.tables("person")?.map(Person.init)
    }
}

extension CompanyFile.Company {
    private static let keys: Set = [
        "id", "name", "kind", "camp", "camps", "neutral_as", "parent", "aliases", "ambiguous", "products",
        "open_products", "closed_products", "neutral_brands",
    ]

    init(_ table: LexiconTable) throws(LexiconError) {
        try table.allow(Self.keys)
        id = try table.need("id")
        name = try table.need("name")
        kind = try table.need("kind")
        camp = try table.find("camp")
        camps = try table.tables("camps")?.map(CompanyFile.DatedCamp.init)
        neutral_as = try table.find("neutral_as")
        parent = try table.find("parent")
        aliases = try table.need("aliases")
        ambiguous = try table.find("ambiguous")
        products = try table.find("products")
        open_products = try table.find("open_products")
        closed_products = try table.find("closed_products")
        neutral_brands = try table.find("neutral_brands")
    }
}

extension CompanyFile.DatedCamp {
    init(_ table: LexiconTable) throws(LexiconError) {
        try table.allow(["camp", "from"])
        camp = try table.need("camp")
        from = try table.find("from")
    }
}

extension CompanyFile.Person {
    private static let keys: Set = ["id", "name", "company", "aliases", "ambiguous"]

    init(_ table: LexiconTable) throws(LexiconError) {
        try table.allow(Self.keys)
        id = try table.need("id")
        name = try table.need("name")
        company = try table.find("company")
        aliases = try table.need("aliases")
        ambiguous = try table.find("ambiguous")
    }
}

extension DomainFile {
    init(_ file: LexiconTable) throws(LexiconError) {
        try file.allow(["camps", "version", "deal"])
        camps = try file.need("camps")
        version = try file.need("version")
        deal = try file.neededTables("deal").map(Deal.init)
    }
}

extension DomainFile.Deal {
    private static let keys: Set = [
        "type", "principals", "roles", "serves", "fill", "status", "threshold", "sums", "each", "all",
        "symmetric", "parties", "layer",
    ]

    init(_ table: LexiconTable) throws(LexiconError) {
        try table.allow(Self.keys)
        type = try table.need("type")
        principals = try table.need("principals")
        roles = try table.need("roles")
        serves = try table.find("serves")
        fill = try table.find("fill")
        status = try table.find("status")
        threshold = try table.need("threshold")
        sums = try table.find("sums")
        each = try table.find("each")
        all = try table.find("all")
        symmetric = try table.find("symmetric")
        parties = try table.find("parties")
        layer = try table.find("layer")
    }
}

extension LanguageFile {
    init(_ file: LexiconTable) throws(LexiconError) {
        try file.allow(["language", "grammar", "names", "cue", "frame"])
        language = try file.need("language")
        grammar = try Grammar(file.neededTable("grammar"))
        names = try file.table("names").map(Names.init)
        cue = try file.neededTables("cue").map(Cue.init)
        frame = try file.tables("frame")?.map(Frame.init)
    }
}

extension LanguageFile.Grammar {
    init(_ table: LexiconTable) throws(LexiconError) {
        try table.allow(["conjunctions", "before", "after"])
        conjunctions = try table.need("conjunctions")
        before = try table.find("before")
        after = try table.find("after")
    }
}

extension LanguageFile.Names {
    init(_ table: LexiconTable) throws(LexiconError) {
        try table.allow(["organisation", "person", "common", "endings", "legal", "spelled"])
        organisation = try table.find("organisation")
        person = try table.find("person")
        common = try table.find("common")
        endings = try table.find("endings")
        legal = try table.find("legal")
        spelled = try table.find("spelled")
    }
}

extension LanguageFile.Cue {
    init(_ table: LexiconTable) throws(LexiconError) {
        try table.allow(["label", "weight", "words"])
        label = try table.need("label")
        weight = try table.need("weight")
        words = try table.need("words")
    }
}

extension LanguageFile.Frame {
    init(_ table: LexiconTable) throws(LexiconError) {
        try table.allow(["type", "weight", "words", "slots", "status"])
        type = try table.need("type")
        weight = try table.need("weight")
        words = try table.need("words")
        slots = try table.need("slots")
        status = try table.find("status")
    }
}
