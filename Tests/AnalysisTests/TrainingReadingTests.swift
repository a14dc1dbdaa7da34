import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// The ways in which training reads a story again, with something left out.
@Suite struct TrainingReadingTests {
    private let lexicon: Lexicon

    init() throws { lexicon = try #require(Shipped.analyzer).lexicon.withoutWeights }

    private func kinds(_ lexicon: Lexicon, _ text: String) throws -> [String: String] {
        let reading = try #require(
            Analyzer(lexicon: lexicon).reading(
                title: text, text: text, language: .english, published: .distantPast))
        return Dictionary(
            reading.scan.mentions.map { reading.scan.entity($0.entity) }.map { ($0.id, $0.sector) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func aForgottenCompanyIsReadAsOneThatNoListKnows() throws {
        let text = "Nvidia invests $50 million in chip startup Graphcore, and Graphcore will hire."

        #expect(try kinds(lexicon, text) == ["nvidia": "chip", "graphcore": "chip"])
        #expect(
            try kinds(lexicon.forgetting(["graphcore"]), text)
                == ["nvidia": "chip", "graphcore": Entity.unlisted])
    }

    @Test func aSilentTitleAnnouncesNothingAndKeepsItsNames() throws {
        let analyzer = Analyzer(lexicon: lexicon)
        let read = { (isSilent: Bool) in
            try #require(
                analyzer.reading(
                    title: "Nvidia invests in Wayve", text: "Nvidia invests $50 million in Wayve.",
                    language: .english, published: .distantPast, titleIsSilent: isSilent))
        }

        #expect(try read(false).clusters.contains(where: \.isInTitle))
        #expect(try !read(true).clusters.contains(where: \.isInTitle))
        #expect(try read(true).clusters.map(\.type.rawValue) == ["investment"])
        #expect(try read(true).scan.mentions(inSentence: 0).count == 2)
    }

    private func story(_ investor: String, _ recipient: String) -> String {
        let parties = [(investor, "investor"), (recipient, "recipient")].map {
            #"{"id": "\#($0.lowercased())", "role": "\#($1)"}"#
        }
        return #"""
            {"id": "\#(recipient)", "lang": "en", "title": "\#(investor) invests $40 million in startup \#(recipient)", \#
            "text": "The AI startup \#(recipient) has raised $40 million. \#(investor) invests in \#(recipient) for the first time.", \#
            "relevant": true, "camp": "none", "deal_types": ["investment"], "primary": "investment", \#
            "deals": [{"type": "investment", "status": "completed", "main": true, "parties": [\#(parties.joined(separator: ", "))]}]}
            """#
    }

    /// Nvidia invests in six.
    private func rounds(in directory: TemporaryDirectory) throws -> [GoldStory] {
        let path = directory.file("gold.jsonl")
        try ["Cerebras", "Graphcore", "Groq", "SambaNova", "Tenstorrent", "Wayve"].map { story("Nvidia", $0) }
            .joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return try GoldFile.read(path)
    }

    @Test func theRarestNamesAreStrangersThoughEachStandsInSeveralStories() throws {
        let once = try rounds(in: TemporaryDirectory())
        let twice =
            once
            + once.map { story in
                var again = story
                again.id += " again"
                return again
            }

        for stories in [once, twice] {
            let readings = TrainingReadings(analyzer: Analyzer(lexicon: lexicon), stories: stories)
            let listed = readings.forgetful().lexicon
            #expect(listed.entityNumber(of: "graphcore") == nil)
            #expect(listed.entityNumber(of: "wayve") != nil)
            #expect(listed.entityNumber(of: "nvidia") != nil)
        }
    }

    /// All parties of the stories are listed; without that reading nothing would be learned of unlisted ones.
    @Test func storiesOfListedFirmsTeachWhatUnlistedOnesDo() throws {
        let stories = try rounds(in: TemporaryDirectory())

        let models = Trainer(analyzer: Analyzer(lexicon: lexicon), stories: stories).fitted().lexicon.models

        let column = try #require(models.party.sectorColumn(Entity.unlisted))
        let row = try #require(
            models.party.rows(DealType(rawValue: "investment"), Role(rawValue: "recipient")).last)
        #expect(models.party.grid.values[row * models.party.grid.columns.count + column] > 0.01)
    }

    @Test func relevanceIsTaughtByUnlistedFirmsToo() throws {
        let stories = try rounds(in: TemporaryDirectory())

        let grid = Trainer(analyzer: Analyzer(lexicon: lexicon), stories: stories).fitted().lexicon.models
            .relevance.grid

        let column = try #require(grid.columns.firstIndex(of: "titleSector-unlisted"))
        #expect(grid.values[column] > 0)
    }

    /// One cluster tells both licences, and none of their parties is a bystander.
    @Test func everyRecordOfAClusterTeachesItsParties() throws {
        let licence = { (publisher: String) in
            #"{"type": "licensing", "status": "announced", "main": true, "parties": [{"id": "openai", "role": "licensee"}, {"id": "\#(publisher)", "role": "licensor"}]}"#
        }
        let directory = try TemporaryDirectory()
        let path = directory.file("gold.jsonl")
        try #"""
        {"id": "1", "lang": "en", "title": "OpenAI signs content licences with Le Monde and Prisa", \#
        "text": "The ChatGPT maker, a lab for artificial intelligence, trains its language models on the news of Le Monde and Prisa.", "relevant": true, "camp": "closed", "deal_types": ["licensing"], \#
        "primary": "licensing", "deals": [\#(licence("le-monde")), \#(licence("prisa"))]}
        """#.write(toFile: path, atomically: true, encoding: .utf8)
        let story = try #require(try GoldFile.read(path).first)
        let reading = try #require(
            Analyzer(lexicon: lexicon).reading(
                title: story.title, text: story.text, language: .english, published: .distantPast))

        let examples = DealExamples(lexicon: lexicon, reading: reading, story: story).parties()

        #expect(reading.clusters.count { $0.type.rawValue == "licensing" } == 1)
        #expect(examples.map { $0.answer > 0 } == [true, true, true])
    }
}
