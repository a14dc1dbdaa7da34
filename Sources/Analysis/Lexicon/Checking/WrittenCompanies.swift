/// One spelling in `companies.toml` with its line.
struct WrittenAlias {
    /// Number of the company or person.
    var entity: Int
    var id: String
    /// "aliases", "products".
    var list: String
    var words: WrittenString
    var isAmbiguous: Bool
    var folded: [UInt8]

    /// Small letters in the text do not count as the name.
    var needsCapital: Bool { FoldedText(words.text).isCapitalized(at: 0) }
}

/// The spellings of all companies and people.
struct WrittenCompanies {
    let file: String
    private(set) var aliases: [WrittenAlias] = []
    private(set) var ambiguous: [(id: String, words: [WrittenString])] = []

    init(_ table: LexiconTable) {
        file = table.source.file
        let companies = (table.tables("company") ?? []) + (table.tables("person") ?? [])
        let lists = (table.tables("companies") ?? []) + (table.tables("people") ?? [])
        for (entity, company) in companies.enumerated() {
            let id: String = company.need("id")
            let doubtful: [WrittenString] = company.find("ambiguous") ?? []
            ambiguous.append((id, doubtful))
            let doubtfulTexts = Set(doubtful.map(\.text))
            for list in [
                "aliases", "neutral_brands", "products", "open_products", "closed_products", "editions",
            ] {
                let found: [WrittenString] = company.find(list) ?? []
                aliases += found.map {
                    WrittenAlias(
                        entity: entity, id: id, list: list, words: $0,
                        isAmbiguous: doubtfulTexts.contains($0.text), folded: $0.folded)
                }
            }
        }
        let names = lists.flatMap { list -> [WrittenString] in list.need("names") }
        for (number, name) in names.enumerated() { add(name, companies.count + number) }
    }

    private mutating func add(_ written: WrittenString, _ entity: Int) {
        guard let line = NameLine(written.text) else { return }
        for spelling in line.spellings {
            var words = written
            words.text = spelling.text
            aliases.append(
                WrittenAlias(
                    entity: entity, id: line.id, list: "names", words: words,
                    isAmbiguous: spelling.isAmbiguous, folded: words.folded))
        }
    }

    /// The names whose words are always taken for the name.
    ///
    /// Hangul and katakana go on in longer words, in which a cue is found and a name is not.
    var sureNames: [[UInt8]: WrittenAlias] {
        let sure = aliases.filter { alias in
            let ends = [
                ScalarClass.after(0, in: alias.folded),
                ScalarClass.before(alias.folded.count, in: alias.folded),
            ]
            return !alias.isAmbiguous && !ends.contains(.hangul) && !ends.contains(.katakana)
        }
        return Dictionary(sure.map { ($0.folded, $0) }) { $0.needsCapital ? $1 : $0 }
    }
}
