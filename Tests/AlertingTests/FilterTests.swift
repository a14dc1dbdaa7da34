import NewsModel
import Testing

@testable import Alerting

@Suite struct FilterTests {
    static let subject = FilterSubject(
        deal: Samples.deal(
            parties: [
                Samples.party("asml", "investor"), Samples.party("hugging-face", "recipient"),
                Samples.party("01-ai", "recipient"),
            ], valuation: Amount(value: 11.7e9, currency: "EUR")),
        story: Samples.story(
            title: "ASML строит альянс", text: "An \"open\" Weights plan.", language: .chineseTraditional,
            shifts: [CampShift(id: "google", from: .closed, to: .open)]),
        folder: "Business/Asia", kind: .new, closesCycle: true)

    @Test(arguments: [
        "", "camp = open", "CAMP = Open", "camp != closed", "camp in (open, mixed)",
        "deal in (investment, acquisition) and amount >= 500M USD", "deal not in (release)",
        "party = hugging-face", "party = \"hugging-face\"", "party = 01-ai", "party.investor = asml",
        "investor = asml", "recipient != asml", "party ~ face", "amount >= 1.3bn EUR", "amount = 1300M eur",
        "amount > 1e9 USD and amount < 2e9 USD", "valuation > 10bn EUR", "status = announced",
        "lang = zh-Hant", "lang = zh", "not lang = ja", "confidence >= 0.9", "outlets >= 2", "outlets = 3",
        "feed = tagesbote", "feed ~ \"bote\"", "folder = Business", "folder = business/asia",
        "~ \"open\\\" weights\"", "title ~ \"АЛЬЯНС\"", "text ~ plan", "primary = investment",
        "kind = new", "shift = google", "shift != none", "acquirer = none",
        "camp = closed or camp = open and outlets >= 2", "not (camp = closed or lang = ja)",
        "not not camp = open", "(((camp = open)))", "cycle = yes", "cycle != no", "not cycle = no",
    ])
    func holds(filter: String) throws {
        #expect(try Filter.parse(filter).matches(Self.subject))
    }

    @Test(arguments: [
        "camp = closed", "not camp = open", "deal = release", "party = mistral-ai", "investor = hugging-face",
        "amount >= 2bn USD", "amount < 1bn EUR", "amount >= 1e9 CHF and amount < 1e9 CHF", "lang = en",
        "folder = Asia", "feed = bote", "title ~ \"open weights\"", "kind = update", "confidence < 0.9",
        "(camp = closed or camp = open) and outlets >= 4", "shift = none", "cycle = no",
    ])
    func doesNotHold(filter: String) throws {
        #expect(try !Filter.parse(filter).matches(Self.subject))
    }

    @Test(arguments: [
        ("camp = open", false), ("", false), ("cycle = yes", true),
        ("camp = open and (lang = en or not cycle = no)", true),
        ("cycle ~ yes", true),
    ])
    func aFilterTellsWhetherItAsksAboutCycles(filter: String, asks: Bool) throws {
        #expect(try Filter.parse(filter).asksAboutCycle == asks)
    }

    /// Finding cycles costs something, so nobody is asked in vain.
    @Test(arguments: [("cycle = yes", true, 1), ("cycle = yes", false, 0), ("camp = open", true, 0)])
    func cyclesAreAskedForOnceAndOnlyForRulesInForce(filter: String, isEnabled: Bool, questions: Int) throws {
        let rule = Rule(name: "r", filter: try Filter.parse(filter), isEnabled: isEnabled)
        var asked = 0
        let matches = RuleMatcher.matches(
            change: DealChange(kind: .new), deal: Samples.deal(), story: Samples.story(), folder: "",
            rules: RuleSet(rules: [rule, rule])
        ) {
            asked += 1
            return true
        }
        #expect(asked == questions)
        #expect(matches.count == (isEnabled ? 2 : 0))
    }

    @Test func sumsInOtherCurrenciesAreComparedAtRoughRates() throws {
        var subject = Self.subject
        subject.amount = Amount(value: 1e12, currency: "JPY")

        #expect(try Filter.parse("amount > 5bn USD and amount < 9bn USD").matches(subject))

        subject.amount = Amount(value: 1e12, currency: "XXX")
        #expect(try !Filter.parse("amount > 1 USD or amount <= 1 USD").matches(subject))
    }

    @Test func whatIsNotStatedFulfilsNoComparison() throws {
        var subject = Self.subject
        subject.amount = nil

        #expect(try !Filter.parse("amount >= 0 USD or amount < 0 USD").matches(subject))
        #expect(try Filter.parse("amount != 5 USD").matches(subject))
    }

    @Test func storyIsAskedDealByDeal() throws {
        var story = Samples.story()
        var release = Samples.report(of: Samples.deal(type: .release, amount: nil))
        release.parties = []
        story.analysis.deals = [release, Samples.report(of: Samples.deal())]
        let subjects = FilterSubject.subjects(of: story, folder: "")
        let both = try Filter.parse("deal = investment and amount > 1bn USD")
        let crossed = try Filter.parse("deal = release and amount > 1bn USD")

        #expect(subjects.contains(where: both.matches))
        #expect(!subjects.contains(where: crossed.matches))
        #expect(FilterSubject.subjects(of: Samples.story(), folder: "").map(\.dealType) == [.none])
    }

    @Test(arguments: [
        ("cmap = open", "unknown field \"cmap\" at column 1: did you mean \"camp\"?"),
        ("camp = opne", "unknown camp \"opne\" at column 8: did you mean \"open\"?"),
        ("deal = (release)", "unexpected \"(\" at column 8: expected a deal type"),
        ("deal in (relaese)", "unknown deal type \"relaese\" at column 10: did you mean \"release\"?"),
        ("party.invstor = x", "unknown role \"invstor\" at column 7: did you mean \"investor\"?"),
        (
            "amount >= 5M",
            "unexpected the end at column 13: expected a currency such as USD after the number"
        ),
        ("amount >= 5M UDS", "unknown currency \"UDS\" at column 14: did you mean \"USD\"?"),
        ("amount >= lots USD", "unexpected \"lots\" at column 11: expected a number such as 500M USD"),
        (
            "confidence ~ 3",
            "unexpected \"~\" at column 12: expected =, !=, <, <=, > or >= after \"confidence\""
        ),
        ("title = x", "unexpected \"=\" at column 7: expected ~ after \"title\""),
        ("camp open", "unexpected \"open\" at column 6: expected =, !=, in, not in or ~ after \"camp\""),
        (
            "camp = open deal = release",
            "unexpected \"deal\" at column 13: expected \"and\", \"or\" or the end"
        ),
        ("(camp = open", "unexpected the end at column 13: expected \"and\", \"or\" or \")\""),
        ("camp = open and", "unexpected the end at column 16: expected a field"),
        ("~ \"open", "unclosed quotation mark at column 3: add a \""),
        ("lang = jp", "unknown language \"jp\" at column 8: did you mean \"ja\"?"),
        ("camp not open", "unexpected \"open\" at column 10: expected \"in\" after \"camp not\""),
    ])
    func errorPointsAtTheColumn(filter: String, message: String) {
        #expect(message == Self.message(of: filter))
    }

    @Test func fieldWithoutNeighbourGetsTheList() {
        let message = Self.message(of: "weather = rain")

        #expect(message.hasPrefix("unknown field \"weather\" at column 1: fields are camp, deal, party"))
    }

    @Test func nestingAndLengthAreLimited() {
        let deep = String(repeating: "(", count: 33) + "camp = open" + String(repeating: ")", count: 33)

        #expect(Self.message(of: deep) == "more than 32 nested parentheses at column 33")
        #expect(Self.message(of: String(repeating: "not ", count: 5000)).hasPrefix("filter of 20000 bytes"))
        #expect(Self.message(of: String(repeating: "not ", count: 2000)).hasPrefix("unexpected the end"))
    }

    @Test func namesOfTheLexiconInForceCount() throws {
        let vocabulary = FilterVocabulary(camps: ["left", "right"], dealTypes: ["merger"], roles: ["buyer"])

        _ = try Filter.parse("camp = left and deal = merger and buyer = x", vocabulary: vocabulary)
        #expect(throws: FilterError.self) { try Filter.parse("camp = open", vocabulary: vocabulary) }
    }

    @Test(arguments: [
        ("1e9", 1e9), ("500M", 5e8), ("1.5bn", 1.5e9), ("2tn", 2e12), ("3k", 3e3), ("250_000", 250_000),
        ("0.8", 0.8), ("1E+3", 1e3),
    ])
    func readsNumber(text: String, value: Double) {
        #expect(FilterNumber.value(of: text) == value)
    }

    @Test(arguments: ["", "bn", "nan", "inf", "0x10", "1..2", "-5", "e9", "1e999", "٣"])
    func refusesNumber(text: String) {
        #expect(FilterNumber.value(of: text) == nil)
    }

    @Test(arguments: [
        ("Open Weights", "the OPEN weights plan", true), ("straße", "Die STRASSE", true),
        ("ёлка", "ЁЛКА", true),
        ("开放", "全面开放权重", true), ("ab", "aab", true), ("ab", "a", false), ("ab", "", false),
        ("é", "e", false), ("apple", "PINEAPPLES", true),
    ])
    func phraseIgnoresLetterCase(phrase: String, text: String, isFound: Bool) {
        #expect(Phrase(phrase).occurs(in: text) == isFound)
    }

    @Test(arguments: [
        ("Open Weights", "open weights"), ("Ёлка", "ёлка"), ("开放 2.0", "开放 2.0"), ("É", "é"), ("straße", nil),
        ("ÿ", nil), ("İzmir", nil), ("ώ", nil),
    ])
    func phrasesAreSearchedWhereCaseIsPlain(phrase: String, text: String?) {
        #expect(Phrase(phrase).searchable == text)
    }

    @Test func whatMustHoldIsWhatStandsOutright() throws {
        let camp = try Filter.parse("camp = open").musts
        #expect(camp == [.name(.camp, oneOf: ["open"])])
        #expect(
            try Filter.parse("camp = open and not lang = ja and (title ~ x or deal = release)").musts == camp)
        #expect(try Filter.parse("camp = open or lang = ja").musts.isEmpty)
        #expect(try Filter.parse("(camp = open and outlets = 2) and amount > 1 USD").musts.count == 3)
    }

    static func message(of filter: String) -> String {
        do throws(FilterError) {
            _ = try Filter.parse(filter)
            return "no error"
        } catch {
            return error.description
        }
    }
}
