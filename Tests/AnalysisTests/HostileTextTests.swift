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

    @Test func offsetsCountScalarsHoweverFarTheCueIs() throws {
        let text =
            String(repeating: "Über 模型 spricht niemand.\n", count: 400) + "Mistral offers open weights."

        let analysis = try Shipped.analyze("Mistral AI releases a language model", text)

        let scalars = Array(text.unicodeScalars)
        let inText = analysis.evidence.filter { $0.field == .text }
        #expect(!inText.isEmpty)
        for evidence in inText {
            var cue = String.UnicodeScalarView()
            cue.append(contentsOf: scalars[evidence.start..<evidence.end])
            #expect(String(cue) == evidence.cue)
        }
    }
}
