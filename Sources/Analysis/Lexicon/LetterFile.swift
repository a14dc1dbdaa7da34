import NewsModel

/// `lexicon/letters.toml`: by which runs of letters the languages of the Latin script are told apart.
struct LetterFile {
    let table: LetterTable

    /// The table without the rows and languages that are reported.
    init(_ file: LexiconTable) {
        file.allow(["languages", "runs"])
        let tags: [String] = file.need("languages")
        let languages = tags.enumerated().compactMap { number, tag in
            let language = Language(rawValue: tag)
            if language == nil {
                file.refuse("campwatch reads no language \"\(tag)\"", key: "languages", element: number)
            }
            return language
        }
        let rows: [String] = file.need("runs")
        let read = rows.enumerated().compactMap { number, text in
            let row = Self.row(text, count: tags.count)
            if row == nil {
                file.refuse(
                    "\"\(text)\" should be three letters (_ is the edge of a word) and a number from -127 to 127 for each of"
                        + " \(tags.joined(separator: ", "))", key: "runs", element: number)
            }
            return row
        }
        table = languages.count == tags.count ? LetterTable(languages: languages, read) : LetterTable()
    }

    private static func row(_ text: String, count: Int) -> (run: UInt64, weights: [Int8])? {
        let fields = text.split(separator: " ")
        let weights = fields.dropFirst().compactMap { Int8($0) }
        guard fields.count == count + 1, weights.count == count else { return nil }
        return LetterRun.run(String(fields[0])).map { (run: $0, weights: weights) }
    }

    /// The file that holds such rows, those that come first in the alphabet first.
    static func text(languages: [Language], _ rows: [(run: UInt64, weights: [Int8])]) -> String {
        let lines = rows.map { row in
            "    \"\(LetterRun.text(row.run)) \(row.weights.map(String.init).joined(separator: " "))\","
        }
        return
            ([
                "# Runs of three letters by which the languages of the Latin script are told apart, as `campwatch lexicon letters` counted",
                "# them in labelled stories, and how much each speaks for which language: tenths of the natural logarithm of how much",
                "# commoner it is there than on average. _ is the edge of a word.",
                "languages = [\(languages.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))]",
                "runs = [",
            ] + lines.sorted() + ["]"]).joined(separator: "\n") + "\n"
    }
}
