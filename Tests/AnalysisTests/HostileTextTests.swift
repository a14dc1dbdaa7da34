import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

/// Texts made to cost much: the work and the results stay in proportion to their length.
@Suite struct HostileTextTests {
    @Test func aSentenceWithoutEndIsQuotedInPart() throws {
        let text = String(repeating: "OpenAI veröffentlicht 开源 open weights, ", count: 5_000)

        let analysis = try Shipped.analyze("OpenAI releases an open-weight model", text)

        #expect(!analysis.evidence.isEmpty)
        for evidence in analysis.evidence {
            #expect(evidence.sentence.utf8.count < 10_000)
            #expect(evidence.sentence.contains(evidence.cue))
            #expect(!evidence.sentence.unicodeScalars.contains("\u{FFFD}"))
        }
    }

    @Test func offsetsCountScalarsHoweverFarTheNameIs() throws {
        let title = "Mistral AI releases a language model"
        let text =
            String(repeating: "Über 模型 spricht niemand.\n", count: 400) + "Mistral offers open weights."

        let detail = try #require(Shipped.analyzer).detail(title: title, text: text, language: nil)

        let scalars = Array((title + "\n" + text).unicodeScalars)
        let last = try #require(detail.mentions.last?.span)
        #expect(last.start == scalars.count - "Mistral offers open weights.".count)
        for span in detail.mentions.map(\.span) + detail.cues.map(\.span) {
            var passage = String.UnicodeScalarView()
            passage.append(contentsOf: scalars[span.start..<span.end])
            #expect(String(passage) == span.text)
        }
    }

    @Test func quantitiesBeyondEveryCountAreSketched() throws {
        let analyzer = try #require(Shipped.analyzer)

        let (_, sketch) = analyzer.read(
            title: "Mistral AI signs deal to buy 10000000000 billion GPUs from Nvidia", text: "",
            language: .english,
            published: .distantPast)

        #expect(sketch?.names.contains("nvidia") == true)
    }

    /// Each cue with a gap asks whether it ends in a name: of thousands of names, only the nearest.
    @Test(.timeLimit(.minutes(1))) func thousandsOfNamesThatEndCuesAreReadInTime() throws {
        let analyzer = try #require(Shipped.analyzer)
        let text = String(repeating: "The purchase of all of Ampere Computing. ", count: 60_000)

        let analysis = analyzer.analyze(
            title: "Nvidia buys Ampere Computing", text: text, language: .english, published: .distantPast)

        #expect(analysis.parties(of: .acquisition) != nil)
    }
}
