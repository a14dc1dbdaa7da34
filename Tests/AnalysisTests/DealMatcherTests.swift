import FoundationEssentials
import NewsModel
import Testing

@testable import Analysis

@Suite struct DealMatcherTests {
    private let matcher = DealMatcher()

    private let monday = Date(timeIntervalSince1970: 1_780_000_000)
    private func day(_ count: Double) -> Date { monday.addingTimeInterval(count * 86_400) }

    private func parties(_ pairs: String) -> [Party] {
        pairs.split(separator: " ").map { pair in
            let parts = pair.split(separator: ":")
            return Party(id: String(parts[1]), role: Role(rawValue: String(parts[0])))
        }
    }

    private func report(
        _ type: DealType, _ pairs: String, dollars: Double? = nil, currency: String = "USD",
        bound: Bound = .exact, status: DealStatus = .announced
    ) -> DealReport {
        DealReport(
            type: type, status: status, isMain: true, parties: parties(pairs),
            amount: dollars.map { Amount(value: $0, currency: currency, bound: bound) })
    }

    private func deal(_ report: DealReport, id: Int64 = 1, camp: Camp = .closed) -> Deal {
        DealMatcher.makeDeal(
            id: DealID(rawValue: id), report: report, in: sketch(report), camp: camp, published: monday,
            outlet: "Example Wire",
            language: .english)
    }

    /// What a story shows that tells nothing beyond its report.
    private func sketch(_ report: DealReport) -> StorySketch { StorySketch().narrowed(to: report) }

    private func match(_ report: DealReport, _ published: Date, _ candidates: [Deal]) -> Deal? {
        matcher.match(report, in: sketch(report), published: published, candidates: candidates)?.deal
    }

    private func merge(
        _ report: DealReport, into known: Deal, at published: Date
    ) -> (deal: Deal, change: DealChange?) {
        matcher.merge(
            report, in: sketch(report), camp: .closed, into: known, at: published, isKnown: { _ in false })
    }

    private struct Pair: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let first: (DealType, String, Double?)
        let second: (DealType, String, Double?)
        let days: Double
        let isSame: Bool
    }

    private static let pairs: [Pair] = [
        Pair(
            testDescription: "the same round, one investor left out",
            first: (.investment, "investor:nvidia investor:microsoft recipient:anthropic", 15e9),
            second: (.investment, "investor:nvidia recipient:anthropic", nil), days: 2, isSame: true),
        Pair(
            testDescription: "the same order, read the wrong way round by one outlet",
            first: (.compute, "customer:anthropic provider:coreweave", 6e9),
            second: (.compute, "customer:coreweave provider:anthropic", 6e9), days: 1, isSame: true),
        Pair(
            testDescription: "another investor's round",
            first: (.investment, "investor:nvidia recipient:anthropic", 10e9),
            second: (.investment, "investor:amazon recipient:anthropic", 10e9), days: 1, isSame: false),
        Pair(
            testDescription: "investor and recipient changed places by a slip",
            first: (.investment, "investor:nvidia recipient:anthropic", nil),
            second: (.investment, "investor:anthropic recipient:nvidia", nil), days: 1, isSame: true),
        Pair(
            testDescription: "another sum",
            first: (.investment, "investor:nvidia recipient:mistral", 10e9),
            second: (.investment, "investor:nvidia recipient:mistral", 2e9), days: 1, isSame: false),
        Pair(
            testDescription: "a month later without a sum",
            first: (.acquisition, "acquirer:meta target:manus", nil),
            second: (.acquisition, "acquirer:meta target:manus", nil), days: 30, isSame: true),
        Pair(
            testDescription: "a month later with the same sum",
            first: (.acquisition, "acquirer:meta target:manus", 2e9),
            second: (.acquisition, "acquirer:meta target:manus", 2.1e9), days: 30, isSame: true),
        Pair(
            testDescription: "the same releaser next week",
            first: (.release, "releaser:deepseek", nil), second: (.release, "releaser:deepseek", nil),
            days: 7,
            isSame: false),
        Pair(
            testDescription: "the same release next day",
            first: (.release, "releaser:deepseek", nil), second: (.release, "releaser:deepseek", nil),
            days: 1,
            isSame: true),
        Pair(
            testDescription: "a partner's other partnership",
            first: (.partnership, "partner:google partner:hugging-face", nil),
            second: (.partnership, "partner:google partner:samsung", nil), days: 1, isSame: false),
        Pair(
            testDescription: "a partnership told by its substance",
            first: (.partnership, "partner:openai partner:amd", nil),
            second: (.compute, "customer:openai provider:amd", nil), days: 1, isSame: true),
        Pair(
            testDescription: "two types",
            first: (.investment, "investor:oracle recipient:openai", nil),
            second: (.compute, "customer:openai provider:oracle", nil), days: 1, isSame: false),
        Pair(
            testDescription: "two types that outlets take for one another",
            first: (.licensing, "licensor:openai licensee:apple", nil),
            second: (.distribution, "supplier:openai channel:apple", nil), days: 1, isSame: true),
        Pair(
            testDescription: "a supplier's other customer",
            first: (.contract, "provider:openai", nil),
            second: (.contract, "customer:altavia provider:openai", nil), days: 60, isSame: false),
        Pair(
            testDescription: "a name in another spelling",
            first: (.compute, "customer:moonlit-ai provider:corvus-grid", nil),
            second: (.compute, "customer:munrit-ai provider:kobeoseugeurideu", nil), days: 1, isSame: true),
        Pair(
            testDescription: "closed after the authorities' year",
            first: (.acquisition, "acquirer:softbank target:ampere", 6.5e9),
            second: (.acquisition, "acquirer:softbank target:ampere", nil), days: 250, isSame: true),
        Pair(
            testDescription: "a partnership renewed two years on",
            first: (.partnership, "partner:microsoft partner:mistral-ai", nil),
            second: (.partnership, "partner:microsoft partner:mistral-ai", nil), days: 730, isSame: false),
    ]

    @Test(arguments: pairs)
    private func reportsOfOneDealAreRecognised(_ pair: Pair) {
        let known = deal(report(pair.first.0, pair.first.1, dollars: pair.first.2))
        let later = report(pair.second.0, pair.second.1, dollars: pair.second.2)

        let found = match(later, day(pair.days), [known])

        #expect((found != nil) == pair.isSame)
    }

    @Test func sumsAreComparedAcrossCurrencies() {
        let known = deal(
            report(.investment, "recipient:mistral investor:asml", dollars: 1.3e9, currency: "EUR"))
        let inDollars = report(.investment, "recipient:mistral investor:asml", dollars: 1.5e9)
        let inYuan = report(.investment, "recipient:mistral investor:asml", dollars: 1.5e9, currency: "CNY")

        #expect(match(inDollars, day(1), [known]) == known)
        #expect(match(inYuan, day(1), [known]) == nil)
    }

    @Test func exactTypeWinsOverDeclaration() {
        let partnership = deal(report(.partnership, "partner:openai partner:amd"), id: 1)
        let compute = deal(report(.compute, "customer:openai provider:amd"), id: 2)
        let later = report(.compute, "customer:openai provider:amd")

        let found = match(later, day(1), [partnership, compute])

        #expect(found?.id == compute.id)
    }

    @Test func statusMovesForwardOnly() {
        let rumour = deal(report(.acquisition, "acquirer:nvidia target:groq", status: .rumoured))
        let done = report(.acquisition, "acquirer:nvidia target:groq", status: .completed)

        let (completed, change) = merge(done, into: rumour, at: day(2))
        let again = report(.acquisition, "acquirer:nvidia target:groq", status: .rumoured)
        let (after, noChange) = merge(again, into: completed, at: day(3))

        #expect(change == DealChange(kind: .update, details: [.status(from: .rumoured, to: .completed)]))
        #expect(completed.lastChanged == day(2))
        #expect(after.status == .completed)
        #expect(noChange == nil)
    }

    @Test func laterWordRevivesACancelledDealAndARumourOrAnOlderStoryDoesNot() {
        let known = deal(report(.acquisition, "acquirer:nvidia target:groq"))
        let denial = report(.acquisition, "acquirer:nvidia target:groq", status: .cancelled)
        let done = report(.acquisition, "acquirer:nvidia target:groq", status: .completed)
        let rumour = report(.acquisition, "acquirer:nvidia target:groq", status: .rumoured)

        let (denied, _) = merge(denial, into: known, at: day(2))
        let (revived, change) = merge(done, into: denied, at: day(9))
        let (_, ofRumour) = merge(rumour, into: denied, at: day(9))
        let (_, ofOlder) = merge(done, into: denied, at: day(1))

        #expect(revived.status == .completed)
        #expect(change == DealChange(kind: .update, details: [.status(from: .cancelled, to: .completed)]))
        #expect(ofRumour == nil && ofOlder == nil)
    }

    @Test func firstSumAndNewPrincipalAreNewsAndRoundingIsNot() {
        let known = deal(report(.investment, "recipient:anthropic investor:nvidia"))
        let withSum = report(
            .investment, "recipient:anthropic investor:nvidia investor:microsoft", dollars: 15e9)
        let rounded = report(.investment, "recipient:anthropic investor:nvidia", dollars: 14.8e9)

        let (first, change) = merge(withSum, into: known, at: day(1))
        let (_, rounding) = merge(rounded, into: first, at: day(2))

        #expect(change?.details.count == 2)
        #expect(first.amount?.value == 15e9)
        #expect(first.parties.contains(Party(id: "microsoft", role: Role(rawValue: "investor"))))
        #expect(rounding == nil)
    }

    @Test func partnershipBecomesTheDealThatALaterStoryTells() {
        let declared = deal(report(.partnership, "partner:microsoft partner:anthropic"))
        let concrete = report(
            .investment, "investor:microsoft recipient:anthropic investor:nvidia", dollars: 5e9)

        let (after, change) = merge(concrete, into: declared, at: day(1))

        #expect(after.type == .investment)
        #expect(after.parties == parties("investor:microsoft recipient:anthropic investor:nvidia"))
        #expect(
            change?.details == [
                .type(from: .partnership, to: .investment), .amount(from: nil, to: concrete.amount ?? none),
            ])
        #expect(after.lastChanged == day(1))
    }

    @Test func aReportOfOnePartyMakesNoOtherDealOfAPartnership() {
        let declared = deal(report(.partnership, "partner:openai partner:altavia"))

        let (after, change) = merge(report(.contract, "provider:openai"), into: declared, at: day(0.2))

        #expect(after.type == .partnership && after.parties == declared.parties)
        #expect(change == nil)
    }

    @Test func typeThatIsToldLaterIsNewsOnce() {
        let declared = deal(report(.partnership, "partner:openai partner:amd"))
        let concrete = report(.compute, "customer:openai provider:amd")

        let (after, change) = merge(concrete, into: declared, at: day(0.2))
        let (_, again) = merge(concrete, into: after, at: day(0.4))

        #expect(change == DealChange(kind: .update, details: [.type(from: .partnership, to: .compute)]))
        #expect(again == nil)
    }

    @Test func firstPartyInARoleIsNewsOnceUnlessItWasNamedBefore() {
        let known = deal(report(.acquisition, "target:ampere"))
        let full = report(.acquisition, "acquirer:softbank target:ampere")
        let softbank = Party(id: "softbank", role: Role(rawValue: "acquirer"))

        let (after, change) = merge(full, into: known, at: day(0.2))
        let (_, again) = merge(full, into: after, at: day(2))
        let (_, ofNamed) = matcher.merge(
            full, in: sketch(full), camp: .closed, into: known, at: day(0.2), isKnown: { _ in true })

        #expect(change == DealChange(kind: .update, details: [.party(softbank)]))
        #expect(again == nil && ofNamed == nil)
    }

    @Test func partnershipKeepsThePartnersThatALaterStoryLeavesOut() {
        let declared = deal(report(.partnership, "partner:openai partner:amd partner:oracle"))
        let concrete = report(.compute, "customer:openai provider:amd")

        let (after, _) = merge(concrete, into: declared, at: day(1))

        #expect(after.parties == parties("customer:openai provider:amd partner:oracle"))
    }

    @Test func sumOfADeclarationIsNewsOfTheDeal() {
        let known = deal(report(.investment, "investor:microsoft recipient:anthropic"))
        let declared = report(.partnership, "partner:microsoft partner:anthropic", dollars: 5e9)

        let (after, change) = merge(declared, into: known, at: day(1))

        #expect(after.type == .investment && after.parties == known.parties)
        #expect(change?.details == [.amount(from: nil, to: declared.amount ?? none)])
    }

    private let none = Amount(value: 0, currency: "USD")

    @Test func sameReportAgainChangesNothing() {
        let once = report(.compute, "customer:xai provider:nvidia", dollars: 20e9)
        let known = deal(once)

        let (deal, change) = merge(once, into: known, at: day(1))

        #expect(change == nil)
        #expect(deal.lastChanged == known.lastChanged && deal.parties == known.parties)
        #expect(deal.marks?.lastTold == day(1))
    }

    @Test func storyWithoutAReportTellsOfAKnownDealOnlyInOneSentence() {
        let known = deal(report(.acquisition, "acquirer:softbank target:ampere"))
        let title = telling(.acquisition, ["softbank", "ampere"])
        let apart = telling(.acquisition, ["softbank"], ["ampere"])

        #expect(matcher.match(nil, in: title, published: day(3), candidates: [known])?.deal == known)
        #expect(matcher.match(nil, in: apart, published: day(3), candidates: [known]) == nil)
    }

    @Test func titleThatDeniesADealCancelsItWithoutAReport() {
        let known = deal(report(.acquisition, "acquirer:softbank target:ampere", status: .rumoured))
        var title = telling(.acquisition, ["softbank", "ampere"])
        title.titleStatus = .cancelled

        let (after, change) = matcher.merge(
            nil, in: title, camp: .closed, into: known, at: day(3), isKnown: { _ in false })

        #expect(after.status == .cancelled)
        #expect(change?.details == [.status(from: .rumoured, to: .cancelled)])
    }

    @Test func dealThatAStoryOnlyRecallsIsNotTheOneThatItReports() {
        let known = deal(report(.acquisition, "acquirer:nvidia target:runai"))
        let later = report(.acquisition, "acquirer:nvidia target:groq")
        var sketch = sketch(later)
        sketch.names.insert("runai")

        #expect(matcher.match(later, in: sketch, published: day(60), candidates: [known]) == nil)
    }

    @Test func partyThatFindsNoRoomIsNotToldAgainAndAgain() {
        let crowd = (1...32).map { "investor:fund-\($0)" }.joined(separator: " ")
        let known = deal(report(.investment, crowd + " recipient:acme"))
        let late = report(.investment, "investor:newcomer recipient:acme")

        #expect(merge(late, into: known, at: day(3)).change == nil)
    }

    @Test func oldNewsNeitherCancelsNorCompletesALaterDeal() {
        let known = deal(report(.acquisition, "acquirer:x target:y"))
        let old = report(.acquisition, "acquirer:x target:y", status: .cancelled)

        #expect(match(old, day(-900), [known]) == nil)
        #expect(merge(old, into: known, at: day(-10)).change == nil)
    }

    private func telling(_ type: DealType, _ sentences: [String]...) -> StorySketch {
        var sketch = StorySketch()
        sketch.types = [type]
        sketch.names = Set(sentences.joined())
        sketch.tellings = sentences.map { .init(types: [type], names: Set($0), sounds: []) }
        return sketch
    }

    @Test func versionsAndRoundsTellLikeDealsApart() {
        var first = deal(report(.release, "releaser:meta"))
        first.marks?.versions = ["3.3"]
        var sketch = StorySketch()
        sketch.names = ["meta"]
        sketch.types = [.release]
        sketch.versions = ["4"]
        #expect(
            matcher.match(
                report(.release, "releaser:meta"), in: sketch, published: day(1), candidates: [first]) == nil)
        sketch.versions = ["3.3"]
        #expect(
            matcher.match(
                report(.release, "releaser:meta"), in: sketch, published: day(1), candidates: [first]) != nil)
    }

    @Test func whatOutletsWordDifferentlyOnTheFirstDayIsNoNews() {
        let known = deal(report(.acquisition, "acquirer:sap target:kronwerk", dollars: 3e8))
        let sameDay = report(.acquisition, "acquirer:sap target:kronwerk", dollars: 4e8, status: .completed)

        let (_, change) = merge(sameDay, into: known, at: day(0.3))
        let (_, later) = merge(sameDay, into: known, at: day(20))

        #expect(change == nil)
        #expect(later?.details.count == 2)
    }
}
