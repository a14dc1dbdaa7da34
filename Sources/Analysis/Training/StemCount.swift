/// Counts in how many stories each stem stands.
struct StemCount {
    /// Stories that a stem must stand in: of a rarer one too little is known.
    private static let fewest = 20

    private var counts: [String: Int] = [:]

    init(_ stories: [GoldStory], _ analyzer: Analyzer) {
        var seen: Set<String> = []
        for story in stories where story.relevant && seen.insert(story.id).inserted {
            guard let reading = analyzer.reading(of: story) else { continue }
            var found: Set<String> = []
            for sentence in reading.scan.sentences.indices {
                StoryStems.each(reading.scan, reading.amounts, inSentence: sentence) {
                    found.insert(String(decoding: reading.scan.text.bytes[$0], as: UTF8.self))
                }
            }
            for stem in found { counts[stem, default: 0] += 1 }
        }
    }

    var frequent: [String] { counts.filter { $0.value >= Self.fewest }.keys.sorted() }
}

extension Analyzer {
    /// The same with room for the weights of some words.
    func weighing(_ stems: [String]) -> Analyzer {
        var models = lexicon.models
        models.add(stems: stems)
        return Analyzer(lexicon: lexicon.with(models, version: lexicon.weightsVersion))
    }
}
