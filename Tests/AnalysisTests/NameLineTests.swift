import NewsModel
import Testing

@testable import Analysis

@Suite struct NameLineTests {
    @Test(arguments: [
        ("balderton: Balderton Capital; Balderton", "Balderton Capital", "Balderton Capital|Balderton"),
        (
            "advent:Advent International;Advent?", "Advent International",
            "Advent International|Advent (ambiguous)"
        ),
        ("adaption: (Adaption); Adaption Labs", "Adaption", "Adaption Labs"),
        ("e-sun-bank :  玉山銀行 ; E.Sun Bank ", "玉山銀行", "玉山銀行|E.Sun Bank"),
        ("polarise: Polarise ?; ポラライズ？", "Polarise", "Polarise (ambiguous)|ポラライズ (ambiguous)"),
        ("kt: KT: Korea Telecom", "KT: Korea Telecom", "KT: Korea Telecom"),
    ])
    func aLineGivesAnIDANameAndSpellings(line: String, name: String, spellings: String) throws {
        let read = try #require(NameLine(line))

        #expect(read.id == String(line.prefix { $0 != ":" && $0 != " " }))
        #expect(read.name == name)
        let shown = read.spellings.map { $0.text + ($0.isAmbiguous ? " (ambiguous)" : "") }
        #expect(shown.joined(separator: "|") == spellings)
    }

    @Test(arguments: [
        "", "balderton", "balderton:", ": Balderton", "a: ; A", "a: (A)", "a: ?", "a: (); A", "Acme AI: acme",
        "ACME: Acme", "a: A\u{1B}[31m; B",
    ])
    func aLineWithoutAnIDOrWithABadSpellingIsNone(line: String) {
        #expect(NameLine(line) == nil)
    }
}
