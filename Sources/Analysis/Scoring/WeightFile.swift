/// `lexicon/weights.toml`: the weights of the models, one table for each row of each model.
///
///     version = "2026-11-22"
///     [party.investment-investor]
///     sector-fund = 1.38
///     [deal.investment]
///     "word-finan" = 0.31
///
/// Weights are natural-log odds. What is not named weighs nothing, so an empty file is an untrained model.
struct WeightFile {
    let version: String
    typealias Tables = [String: [String: Double]]

    /// The tables of each model.
    private let tables: [String: Tables]

    init(_ file: LexiconTable) {
        let names = Models.grids.map(\.name)
        file.allow(Set(names + ["version", "topic"]))
        version = file.need("version")
        var tables: [String: Tables] = [:]
        for name in names { tables[name] = file.find(name) }
        self.tables = tables
    }

    /// The words that weigh anything.
    private var stems: [String] {
        Set(tables.values.flatMap(\.values).flatMap(\.keys).compactMap(StemTable.stem(ofColumn:)))
            .filter(Stems.isStem).sorted()
    }

    /// Puts the weights into the models; a row or a feature that they do not have is reported.
    ///
    /// Features with a hyphen, but for words, are named after sectors, markers and deal types; whose data no longer has those
    /// is not troubled by weights for them.
    func fill(_ models: inout Models, _ file: LexiconTable) {
        models.add(stems: stems)
        if let topic = TopicFile(file) { models.topic = topic.model(of: models.topic.types) }
        for (name, path) in Models.grids {
            var grid = models[keyPath: path]
            let columns = Dictionary(zip(grid.columns, 0...), uniquingKeysWith: { first, _ in first })
            for (row, weights) in tables[name] ?? [:] {
                guard let number = grid.rows.firstIndex(of: row) else {
                    file.table(name)?.refuse("the model \"\(name)\" has no row \"\(row)\"", key: row)
                    continue
                }
                for (column, weight) in weights {
                    if let place = columns[column] {
                        grid.values[number * grid.columns.count + place] = weight
                    } else if let mistake = Self.mistake(column) {
                        file.table(name)?.table(row)?.refuse("\(name).\(row): \(mistake)", key: column)
                    }
                }
            }
            models[keyPath: path] = grid
        }
    }

    /// What is wrong with a column that a model does not have.
    private static func mistake(_ column: String) -> String? {
        if StemTable.stem(ofColumn: column) != nil {
            return "\"\(column)\" weighs nothing: only deal and camp weigh words, in small letters and cut as"
                + " docs/lexicon.md says"
        }
        return column.contains("-") ? nil : "no feature is called \"\(column)\""
    }

    /// Weights smaller than this change nothing that anyone would see.
    private static let least = 0.02

    /// The file that holds the weights of some models.
    static func text(_ models: Models, version: String) -> String {
        var lines = [
            "# The weights of the models, in natural-log odds, as `campwatch train` fitted them; docs/lexicon.md explains them.",
            "# A table is a model and one of its rows; the row \"any\" or \"side\" counts in every context.",
            "", "version = \"\(version)\"",
        ]
        for (name, path) in Models.grids {
            let grid = models[keyPath: path]
            for (number, row) in grid.rows.enumerated() {
                let weights = grid.weights(ofRow: number).compactMap(line)
                if !weights.isEmpty { lines += ["", "[\(name).\(row)]"] + weights }
            }
        }
        return (lines + TopicFile.lines(models.topic)).joined(separator: "\n") + "\n"
    }

    /// A weight with two decimals and always a point; nil for what weighs next to nothing.
    private static func line(_ column: String, _ weight: Double) -> String? {
        guard weight.magnitude >= least else { return nil }
        let isWord = StemTable.stem(ofColumn: column) != nil
        return "\(isWord ? "\"\(column)\"" : column) = \((weight * 100).rounded() / 100)"
    }
}

extension WeightGrid {
    fileprivate func weights(ofRow row: Int) -> [(column: String, weight: Double)] {
        columns.indices.map { (columns[$0], values[row * columns.count + $0]) }
    }
}
