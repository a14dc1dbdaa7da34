/// One file of the lexicon with its bytes, so that an error can name the line.
struct LexiconSource {
    let file: String
    let bytes: [UInt8]

    /// An error at the first line that contains a passage.
    func error(_ message: String, near passage: String) -> LexiconError {
        LexiconError(file: file, line: line(containing: passage), message: message)
    }

    func line(containing passage: String) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains(passage) }.map { $0 + 1 }
    }
}
