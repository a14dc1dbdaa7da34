import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

/// Deals that the words of a story speak for, whether or not a cue announces them.
@Suite struct TopicTests {
    private let untrained: Analyzer

    init() throws { untrained = Analyzer(lexicon: try #require(Shipped.analyzer).lexicon.withoutWeights) }

    private func reading(
        _ text: String, title: String = "", by analyzer: Analyzer? = nil, titleIsSilent: Bool = false
    ) throws -> StoryReading {
        try #require(
            (analyzer ?? untrained).reading(
                title: title, text: text, language: nil, published: .distantPast, titleIsSilent: titleIsSilent
            ))
    }

    private func words(_ text: String) throws -> [String] {
        let reading = try reading(text)
        var words: [String] = []
        TopicWord.each(reading.scan, reading.amounts, from: 0) { word in
            let text = word.text(reading.scan.text.bytes)
            #expect(word.hash(reading.scan.text.bytes).value == StableHash.of(text.utf8))
            words.append(text)
        }
        return words
    }

    @Test(arguments: [
        ("OpenAI acquires Wayve.", ["@", "acqui", "@_acqui", "@", "acqui_@"]),
        ("Sam Altman pays $2 billion", ["&", "pays", "&_pays", "$", "pays_$"]),
        ("OpenAI收购股份", ["@", "收购", "@_收购", "购股", "收购_购股", "股份", "购股_股份"]),
        ("Nvidia hosts. We left", ["@", "hosts", "@_hosts", "we", "left", "we_left"]),
    ])
    func wordsArePairedWithinTheirSentenceAndNamesAreSigns(text: String, words: [String]) throws {
        #expect(try self.words(text) == words)
    }

    @Test func onlyTheFirstSentencesSayWhatAStoryIsAbout() throws {
        let text = (0..<10).map { _ in "They waited." }.joined(separator: " ")

        #expect(try !words(text + " Then came rain.").contains("rain"))
        #expect(try words("Then came rain. " + text).contains("rain"))
    }

    /// Nobody's list has the verb.
    private func story(_ number: Int, _ verb: String, _ type: DealType?) -> GoldStory {
        var story = GoldStory(
            id: "\(number)", title: "OpenAI \(verb) Wayve",
            text: "The lab of artificial intelligence \(verb) Wayve, as its language model grows.")
        (story.lang, story.published, story.relevant) = ("en", "2026-01-01", true)
        guard let type else { return story }
        let parties = [("openai", "acquirer"), ("wayve", "target")].map {
            Party(id: $0, role: Role(rawValue: $1))
        }
        story.deals = [GoldDeal(type: type, status: "announced", parties: parties)]
        (story.dealTypes, story.primary) = ([type], type)
        return story
    }

    private var stories: [GoldStory] {
        (0..<64).map { story($0, $0 < 32 ? "snorkels" : "befuddles", $0 < 32 ? .acquisition : nil) }
    }

    @Test func aDealIsToldWhoseWordsNoListHas() throws {
        let fitted = Trainer(analyzer: untrained, stories: stories).fitted()
        let tell = { (verb: String) in
            fitted.analyze(
                title: "Anthropic \(verb) Aleph Alpha", text: "The language model lab \(verb) Aleph Alpha.",
                language: .english, published: .distantPast)
        }

        let deal = try #require(tell("snorkels").deals.first)

        #expect(deal.type == .acquisition)
        #expect(
            Set(deal.parties.map { "\($0.role.rawValue) \($0.id)" }) == [
                "acquirer anthropic", "target aleph-alpha",
            ])
        let proof = try #require(deal.evidence.first { $0.label == "deal:acquisition" })
        #expect(proof.cue.contains("snorkels") && proof.field == .title)
        #expect(tell("befuddles").deals.isEmpty)
    }

    @Test func theWordsThatDecidedAreExplained() throws {
        let fitted = Trainer(analyzer: untrained, stories: stories).fitted()

        let decisions = fitted.decisions(
            title: "Anthropic snorkels Aleph Alpha", text: "The language model lab snorkels Aleph Alpha.",
            language: .english, published: .distantPast)

        let topic = try #require(decisions.first { $0.question == "topic" })
        #expect(topic.answer == "acquisition")
        #expect(topic.reasons.prefix(3).contains { $0.feature.contains("snork") && $0.weight > 0 })
    }

    /// A deal model that sees words which know the story would trust them too much.
    @Test func theReaderOfAStoryHasNotSeenIt() throws {
        var odd = story(0, "snorkels", .acquisition)
        odd.primary = .investment
        let training = TopicTraining(untrained, [odd] + stories.dropFirst())
        let types = untrained.lexicon.schemas.map(\.type)
        let investment = try #require(types.firstIndex(of: .investment))
        let greatest = { (model: TopicModel) in model.rows.map { $0.weights[investment] }.max() ?? 0 }

        let own = training.reader(of: odd, untrained).lexicon.models.topic
        let other = training.reader(of: stories[1], untrained).lexicon.models.topic

        #expect(greatest(training.model) > 0 && greatest(other) > 0)
        #expect(greatest(own) <= 0)
    }

    @Test func aSilentTitleSaysNothing() throws {
        let row: TopicModel.Row = (
            "snork", untrained.lexicon.schemas.map { $0.type == .acquisition ? 99 : 0 }
        )
        let reader = untrained.withTopic(
            TopicModel(types: untrained.lexicon.schemas.map(\.type), [row]))
        let read = { (isSilent: Bool) in
            try reading(
                "The lab grows.", title: "OpenAI snorkels Wayve", by: reader, titleIsSilent: isSilent)
        }

        #expect(try read(false).topic.share(of: .acquisition) > 0.9)
        #expect(try read(false).clusters.map(\.isUncued) == [true])
        #expect(try read(true).topic.share(of: .acquisition) < 0.1)
        #expect(try read(true).clusters.isEmpty)
    }

    /// Another industry has other types.
    @Test func weightsForTypesThatTheDomainLacksAreLeftOut() throws {
        let mistakes = LexiconMistakes()
        let text = """
            [topic]
            types = ["merger", "talent"]
            words = ["join 3 5", "@_buys 9 -2"]
            """
        let table = try #require(
            LexiconTable(LexiconSource(file: "weights.toml", bytes: Array(text.utf8), mistakes: mistakes)))

        let model = try #require(TopicFile(table)).model(of: [.acquisition, .talent])

        #expect(mistakes.count == 0)
        #expect(model.rows.map(\.word) == ["join", "@_buys"])
        #expect(model.rows.map(\.weights) == [[0, 5], [0, -2]])
        #expect(TopicFile.lines(model).contains("    \"join 0 5\","))
    }
}
