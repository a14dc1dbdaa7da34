import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Analysis

/// In which language a text is written.
@Suite struct LanguageDetectorTests {
    private func language(_ text: String, prior: Language? = nil) throws -> Language {
        let lexicon = try #require(Shipped.analyzer).lexicon
        return lexicon.languageDetector.detect(FoldedText(text), prior: prior).language
    }

    @Test(arguments: [
        ("The company said it would invest in the start-up next year.", Language.english),
        ("Das Unternehmen will im nächsten Jahr in das Start-up investieren.", .german),
        ("L'entreprise va investir dans la jeune pousse l'année prochaine.", .french),
        ("La empresa invertirá en la compañía emergente el próximo año.", .spanish),
        ("A empresa vai investir na startup no próximo ano, não antes.", .portuguese),
        ("Компания вложит деньги в стартап в следующем году.", .russian),
        ("这家公司明年将投资这家初创企业。", .chineseSimplified),
        ("這家公司明年將投資這家新創企業。", .chineseTraditional),
        ("同社は来年、新興企業に出資する。", .japanese),
        ("이 회사는 내년에 스타트업에 투자한다.", .korean),
        ("OpenAI、日本で新会社を設立へ", .japanese),
        ("OpenAI与微软重签合作协议", .chineseSimplified),
        ("Anthropic, Snowflake и Databricks поделят Reka", .russian),
        ("Apple quer comprar a Perplexity", .portuguese),
        ("Yesterday's plaintiff is today's partner", .english),
    ])
    func eachOfTheTenLanguagesIsKnownByASentence(text: String, language: Language) throws {
        #expect(try self.language(text) == language)
    }

    @Test func withoutLettersTheFeedsWordHolds() throws {
        #expect(try language("2026 — 100 %", prior: .french) == .french)
        #expect(try language("2026") == .undetermined)
    }

    @Test func aFeedIsBelievedInWhatANameLeavesOpen() throws {
        #expect(try language("Mistral Large", prior: .german) == .german)
        #expect(try language("Le groupe va investir dans la jeune pousse", prior: .german) == .french)
    }

    @Test func namesAloneDoNotContradictAFeed() throws {
        #expect(try language("OpenAI GPT-5 Pro", prior: .russian) == .russian)
        #expect(
            try language("The company will invest in the start-up next year", prior: .russian) == .english)
    }

    @Test func titlesThatWereNotCountedAreKnownByTheirFirstLetters() throws {
        let detector = try #require(Shipped.analyzer).lexicon.languageDetector
        let folder = URL(filePath: Repository.path("Tests/Gold"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasPrefix("unseen-") || $0.hasPrefix("fresh-")
        }
        let stories = try names.sorted().flatMap { try GoldFile.read(folder.appending(path: $0).path) }
        let latin = stories.filter { $0.language.map(detector.letters.languages.contains) == true }

        let short = try latin.count { try language(String($0.title.prefix(40))) == $0.language }
        let whole = try stories.count { try language($0.title) == $0.language }

        #expect(latin.count > 200)
        #expect(Double(short) >= 0.96 * Double(latin.count))
        #expect(Double(whole) >= 0.99 * Double(stories.count))
    }
}

/// The table of letters, counted from stories and written to a file.
@Suite struct LetterTableTests {
    private let stories = [
        ("en", "The start-up and the bank said that they were there"),
        ("de", "Das Start-up und die Bank sagten, dass sie nicht da waren"),
        ("ru", "Стартап и банк сказали, что они были там"),
    ]

    @Test func trigramsAreThreeLettersOfWordsAndTheirEdges() {
        var trigrams: [String] = []
        LetterTrigram.each(of: FoldedText("L'été, à 9").bytes[...]) {
            trigrams.append(LetterTrigram.text($0))
        }

        #expect(trigrams == ["_l_", "l_é", "_ét", "été", "té_", "é_à", "_à_"])
        #expect(
            trigrams.allSatisfy {
                LetterTrigram.trigram($0[...].unicodeScalars).map(LetterTrigram.text) == $0
            })
        #expect(
            ["four", "_Ab", "дом", "a b", ""].allSatisfy {
                LetterTrigram.trigram($0[...].unicodeScalars) == nil
            })
    }

    @Test func aCountTellsItsLanguagesApart() throws {
        let directory = try TemporaryDirectory()
        let gold = (0..<30).flatMap { number in
            stories.map {
                #"{"id": "\#($0.0)\#(number)", "lang": "\#($0.0)", "title": "\#($0.1)", "text": "\#($0.1).", "relevant": false, "camp": "none", "deal_types": [], "primary": "none", "deals": []}"#
            }
        }
        try directory.write(gold.joined(separator: "\n"), to: "gold.jsonl")
        try directory.write(
            LetterCount(try GoldFile.read(directory.file("gold.jsonl"))).file, to: "letters.toml")
        let mistakes = LexiconMistakes()

        let file = try #require(LexiconFile.table(directory.file("letters.toml"), mistakes))
        let table = LetterFile(file).table

        #expect(mistakes.found.isEmpty)
        #expect(table.languages == [.english, .german], "Russian is told by its script")
        let scores = table.scores(FoldedText("und dass sie").bytes)
        #expect(scores[1] > scores[0])
    }

    @Test func withoutItsFileNothingLoads() throws {
        let directory = try TemporaryDirectory()
        let config = directory.url.appending(path: "config")
        try FileManager.default.copyItem(at: URL(filePath: Repository.path("config")), to: config)
        try FileManager.default.removeItem(at: config.appending(path: "lexicon/letters.toml"))

        let error = #expect(throws: LexiconErrors.self) { try Lexicon.load(directory: config.path) }

        #expect(error?.all.map(\.file) == [config.appending(path: "lexicon/letters.toml").path])
    }
}
