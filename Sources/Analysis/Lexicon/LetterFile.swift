import NewsModel

/// `lexicon/letters.toml`: by which trigrams of letters the languages of the Latin script are told apart.
struct LetterFile {
    /// Empty where the file has a mistake, which is reported.
    let table: LetterTable

    init(_ file: LexiconTable) {
        file.allow(["languages", "trigrams"])
        let mistakes = file.source.mistakes.count
        let tags: [String] = file.need("languages")
        let languages = Self.languages(tags, file)
        let rows = Self.rows(file, count: tags.count)
        table =
            file.source.mistakes.count == mistakes ? LetterTable(languages: languages, rows) : LetterTable()
    }

    private static func languages(_ tags: [String], _ file: LexiconTable) -> [Language] {
        for (number, tag) in tags.enumerated() {
            let problem =
                Language(rawValue: tag) == nil
                ? "campwatch reads no language \"\(tag)\""
                : tags[..<number].contains(tag) ? "\"\(tag)\" stands twice" : nil
            problem.map { file.refuse($0, key: "languages", element: number) }
        }
        return tags.compactMap { Language(rawValue: $0) }
    }

    /// The rows; only the first that is wrong is told, since where a language is missing all are.
    private static func rows(_ file: LexiconTable, count: Int) -> [LetterTable.Row] {
        let written: [String] = file.need("trigrams")
        var known: Set<UInt64> = []
        var rows: [LetterTable.Row] = []
        for (number, text) in written.enumerated() {
            guard let row = row(text, count: count), known.insert(row.trigram).inserted else {
                file.refuse(
                    "\"\(text)\" should be three small letters that stand nowhere else (_ is the edge of a word), and"
                        + " \(count.counting("number")) from -127 to 127", key: "trigrams", element: number)
                return []
            }
            rows.append(row)
        }
        return rows
    }

    private static func row(_ text: String, count: Int) -> LetterTable.Row? {
        let fields = text[...].unicodeScalars.split(separator: " ")
        let weights = fields.dropFirst().compactMap { Int8(Substring($0)) }.filter { $0 > Int8.min }
        guard fields.count == count + 1, weights.count == count else { return nil }
        return LetterTrigram.trigram(fields[0]).map { (trigram: $0, weights: weights) }
    }

    /// The file that holds some rows, by the alphabet.
    static func text(languages: [Language], _ rows: [LetterTable.Row]) -> String {
        let lines = rows.map { row in
            "    \"\(LetterTrigram.text(row.trigram)) \(row.weights.map(String.init).joined(separator: " "))\","
        }
        return
            ([
                "# Trigrams of letters by which the languages of the Latin script are told apart, as `campwatch lexicon letters`",
                "# counted them in labelled stories, and how much each speaks for which language: tenths of the natural logarithm of",
                "# how much commoner it is there than on average. _ is the edge of a word.",
                "languages = [\(languages.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]",
                "trigrams = [",
            ] + lines.sorted() + ["]"]).joined(separator: "\n") + "\n"
    }
}
