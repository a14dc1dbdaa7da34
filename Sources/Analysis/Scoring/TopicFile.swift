import NewsModel

/// The table `[topic]` of `weights.toml`: what words say of a story's deal.
///
///     [topic]
///     types = ["investment", "acquisition"]
///     words = ["round 12 -3", "@_acqui -4 15"]
///
/// Types that the domain does not have are left out.
struct TopicFile {
    private let rows: [TopicModel.Row]
    private let types: [DealType]

    /// Nothing without the table; of its rows the first that is wrong is reported.
    init?(_ file: LexiconTable) {
        guard let table = file.table("topic") else { return nil }
        table.allow(["types", "words"])
        let mistakes = file.source.mistakes.count
        let types: [String] = table.need("types")
        let written: [String] = table.need("words")
        if Set(types).count < types.count { table.refuse("topic: a type stands here twice", key: "types") }
        guard file.source.mistakes.count == mistakes else { return nil }
        self.types = types.map { DealType(rawValue: $0) }
        var rows: [TopicModel.Row] = []
        var known: Set<String> = []
        for (number, text) in written.enumerated() {
            guard let row = Self.row(text, count: types.count), known.insert(row.word).inserted else {
                table.refuse(
                    "topic: \"\(text)\" should be a word that stands nowhere else, or two joined by _, and"
                        + " \(types.count.counting("number")) from -127 to 127", key: "words", element: number
                )
                return nil
            }
            rows.append(row)
        }
        self.rows = rows
    }

    private static func row(_ text: String, count: Int) -> TopicModel.Row? {
        let fields = text.utf8.split(separator: UInt8(ascii: " "))
        let weights = fields.dropFirst().compactMap { Int8(Substring($0)) }.filter { $0 > Int8.min }
        guard fields.count == count + 1, weights.count == count else { return nil }
        return (String(fields[0]) ?? "", weights)
    }

    /// The model for the types of a domain, in their order.
    func model(of types: [DealType]) -> TopicModel {
        let places = types.map { self.types.firstIndex(of: $0) }
        return TopicModel(
            types: types, rows.map { row in (row.word, places.map { $0.map { row.weights[$0] } ?? 0 }) })
    }

    /// The lines that hold a model.
    static func lines(_ model: TopicModel) -> [String] {
        guard !model.isEmpty else { return [] }
        let types = model.types.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        let rows = model.rows.map { row in
            "    \"\(row.word) \(row.weights.map(String.init).joined(separator: " "))\","
        }
        return ["", "[topic]", "types = [\(types)]", "words = ["] + rows + ["]"]
    }
}
