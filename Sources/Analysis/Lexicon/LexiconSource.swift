/// One file of the lexicon with its text, so that an error can name the line.
struct LexiconSource {
    let file: String
    let text: String

    /// An error at the first line that contains a passage.
    func error(_ message: String, near passage: String) -> LexiconError {
        LexiconError(file: file, line: line(containing: passage), message: message)
    }

    func line(containing passage: String) -> Int? {
        text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(passage) }
            .map { $0 + 1 }
    }

    /// What a decoder missed or could not read, at the table that it was in.
    func error(_ error: DecodingError) -> LexiconError {
        let (path, message) =
            switch error {
            case .keyNotFound(let key, let context):
                (context.codingPath, "\"\(key.stringValue)\" is missing or of the wrong kind")
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                (context.codingPath, "a value is of the wrong kind")
            case .dataCorrupted(let context): (context.codingPath, context.debugDescription)
            @unknown default: ([], "\(error)")
            }
        let names = path.map { $0.intValue.map { "[\($0 + 1)]" } ?? $0.stringValue }.joined(separator: " ")
        let table = path.first?.stringValue ?? ""
        let number = path.dropFirst().first?.intValue ?? 0
        return LexiconError(
            file: file, line: line(ofTable: "[[\(table)]]", number: number),
            message: names.isEmpty ? message : "\(names): \(message)")
    }

    /// The line of the n-th table of an array of tables.
    private func line(ofTable heading: String, number: Int) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.filter { lines[$0].hasPrefix(heading) }.dropFirst(number).first.map { $0 + 1 }
    }
}
