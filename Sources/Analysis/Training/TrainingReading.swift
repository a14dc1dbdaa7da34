import FoundationEssentials
import NewsModel

/// A labelled story and what was read in it.
struct TrainingReading {
    let story: GoldStory
    let lexicon: Lexicon
    let reading: StoryReading

    /// Nil where nothing can be read.
    init?(_ story: GoldStory, _ analyzer: Analyzer, titleIsSilent: Bool = false) {
        guard let reading = analyzer.reading(of: story, titleIsSilent: titleIsSilent) else { return nil }
        (self.story, self.reading, lexicon) = (story, reading, analyzer.lexicon)
    }
}

/// The ways in which stories are read to learn from them.
///
/// As they are, and twice more with something left out that stories to come often lack, so that what remains learns to
/// speak for itself (Hinton et al., "Improving neural networks by preventing co-adaptation of feature detectors", 2012;
/// there at random).
struct TrainingReadings {
    let analyzer: Analyzer
    let stories: [GoldStory]
    /// Words of stories to come are as little known as those of a story left out; nil where those in force saw none.
    var topics: TopicTraining?

    /// As a reader finds them who may know fewer names.
    func plain(by reader: Analyzer) -> [TrainingReading] {
        read(by: reader)
    }

    /// A reader for whom the rarest names of parties stand in no list.
    ///
    /// Lists are written with the labelled stories at hand, so nearly all their parties are listed and an unlisted name
    /// would pass for noise; stories to come name firms that no list has.
    func forgetful() -> Analyzer { Analyzer(lexicon: analyzer.lexicon.forgetting(rareNames())) }

    /// Of all parties, those that are read as strangers.
    private static let shareOfStrangers = 0.3

    /// The names of the fewest stories, as many as come to the share: the more stories, the fewer names stand in one alone.
    private func rareNames() -> Set<String> {
        var homes: [String: Set<String>] = [:]
        for story in stories {
            for party in story.liveDeals.flatMap(\.parties) { homes[party.id, default: []].insert(story.id) }
        }
        let rarest = homes.sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
        let most = Self.shareOfStrangers * Double(homes.values.reduce(0) { $0 + $1.count })
        var count = 0.0
        return Set(
            rarest.prefix {
                count += Double($0.value.count)
                return count <= most
            }.map(\.key))
    }

    /// As if their titles announced nothing; those that do not anyway are read twice, since there are few.
    ///
    /// Nearly all labelled titles say what the story reports in words that the lexicon knows, so a lead alone would
    /// hardly be believed; magazines and newsletters have titles such as "Mickey signs up for Sora".
    func withSilentTitles() -> [TrainingReading] {
        read(by: analyzer, titleIsSilent: true)
    }

    private func read(by reader: Analyzer, titleIsSilent: Bool = false) -> [TrainingReading] {
        stories.compactMap {
            TrainingReading($0, topics?.reader(of: $0, reader) ?? reader, titleIsSilent: titleIsSilent)
        }
    }
}

extension Analyzer {
    func reading(of story: GoldStory, titleIsSilent: Bool = false) -> StoryReading? {
        reading(
            title: story.title, text: story.text, language: story.language,
            published: story.publishedDate ?? .distantPast, titleIsSilent: titleIsSilent)
    }
}
