/// One file of the lexicon with its bytes, and where its mistakes go.
final class LexiconSource {
    let file: String
    let bytes: [UInt8]
    let mistakes: LexiconMistakes

    init(file: String, bytes: [UInt8], mistakes: LexiconMistakes) {
        self.file = file
        self.bytes = bytes
        self.mistakes = mistakes
    }

    func report(_ message: String, line: Int?) { mistakes.add(file, line: line, message) }
}
