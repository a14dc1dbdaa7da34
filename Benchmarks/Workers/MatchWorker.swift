import Analysis
import NewsModel

/// The matching core alone: every spelling of a name and every head of a cue found in the folded stories.
enum MatchWorker {
    /// The texts of `Tests/Gold` come round again after so many.
    private static let distinct = 400

    static func run(stories count: Int) throws -> [String: Double] {
        let lexicon = try Lexicon.load(directory: GoldStories.configuration)
        let texts = try GoldStories.entries(Self.distinct).map { entry in
            (text: FoldedText(entry.title + "\n" + entry.text), language: entry.language ?? .undetermined)
        }
        var (phrases, bytes) = (0, 0)
        let matching = Stopwatch()
        for number in 0..<count {
            let (text, language) = texts[number % texts.count]
            phrases += lexicon.countPhrases(in: text, language: language)
            bytes += text.bytes.count
        }
        return ["cpu": matching.cpu, "bytes": Double(bytes), "phrases": Double(phrases)]
    }
}
