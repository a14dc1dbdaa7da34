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
}
