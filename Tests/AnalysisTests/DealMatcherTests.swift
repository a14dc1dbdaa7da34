import Analysis
import FoundationEssentials
import NewsModel
import Testing

@Suite struct DealMatcherTests {
    private let matcher = DealMatcher(principals: [
        .investment: Self.roles("recipient", "investor"), .acquisition: Self.roles("target", "acquirer"),
        .compute: Self.roles("customer", "provider"), .licensing: Self.roles("licensee", "licensor"),
        .contract: Self.roles("customer", "provider"), .release: Self.roles("releaser"),
        .partnership: DealMatcher.Principals(roles: [Role(rawValue: "partner")], areEquals: true),
    ])

    private static func roles(_ names: String...) -> DealMatcher.Principals {
        DealMatcher.Principals(roles: names.map(Role.init(rawValue:)))
    }

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
            id: DealID(rawValue: id), report: report, camp: camp, published: monday, outlet: "Example Wire",
            language: .english)
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
            testDescription: "investor and recipient changed places",
            first: (.investment, "investor:nvidia recipient:anthropic", nil),
            second: (.investment, "investor:anthropic recipient:nvidia", nil), days: 1, isSame: false),
        Pair(
            testDescription: "another sum",
            first: (.investment, "investor:nvidia recipient:mistral", 10e9),
            second: (.investment, "investor:nvidia recipient:mistral", 2e9), days: 1, isSame: false),
        Pair(
            testDescription: "a month later without a sum",
            first: (.acquisition, "acquirer:meta target:manus", nil),
            second: (.acquisition, "acquirer:meta target:manus", nil), days: 30, isSame: false),
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
            first: (.licensing, "licensor:openai licensee:apple", nil),
            second: (.contract, "customer:apple provider:openai", nil), days: 1, isSame: false),
    ]

    @Test(arguments: pairs)
    private func reportsOfOneDealAreRecognised(_ pair: Pair) {
        let known = deal(report(pair.first.0, pair.first.1, dollars: pair.first.2))
        let later = report(pair.second.0, pair.second.1, dollars: pair.second.2)

        let found = matcher.match(report: later, published: day(pair.days), candidates: [known])

        #expect((found != nil) == pair.isSame)
    }

    @Test func sumsAreComparedAcrossCurrencies() {
        let known = deal(
            report(.investment, "recipient:mistral investor:asml", dollars: 1.3e9, currency: "EUR"))
        let inDollars = report(.investment, "recipient:mistral investor:asml", dollars: 1.5e9)
        let inYuan = report(.investment, "recipient:mistral investor:asml", dollars: 1.5e9, currency: "CNY")

        #expect(matcher.match(report: inDollars, published: day(1), candidates: [known]) == known)
        #expect(matcher.match(report: inYuan, published: day(1), candidates: [known]) == nil)
    }

    @Test func exactTypeWinsOverDeclaration() {
        let partnership = deal(report(.partnership, "partner:openai partner:amd"), id: 1)
        let compute = deal(report(.compute, "customer:openai provider:amd"), id: 2)
        let later = report(.compute, "customer:openai provider:amd")

        let found = matcher.match(report: later, published: day(1), candidates: [partnership, compute])

        #expect(found?.id == compute.id)
    }

    @Test func statusMovesForwardOnly() {
        let rumour = deal(report(.acquisition, "acquirer:nvidia target:groq", status: .rumoured))
        let done = report(.acquisition, "acquirer:nvidia target:groq", status: .completed)

        let (completed, change) = matcher.merge(report: done, camp: .closed, into: rumour, at: day(2))
        let again = report(.acquisition, "acquirer:nvidia target:groq", status: .rumoured)
        let (after, noChange) = matcher.merge(report: again, camp: .closed, into: completed, at: day(3))

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

        let (denied, _) = matcher.merge(report: denial, camp: .closed, into: known, at: day(2))
        let (revived, change) = matcher.merge(report: done, camp: .closed, into: denied, at: day(9))
        let (_, ofRumour) = matcher.merge(report: rumour, camp: .closed, into: denied, at: day(9))
        let (_, ofOlder) = matcher.merge(report: done, camp: .closed, into: denied, at: day(1))

        #expect(revived.status == .completed)
        #expect(change == DealChange(kind: .update, details: [.status(from: .cancelled, to: .completed)]))
        #expect(ofRumour == nil && ofOlder == nil)
    }

    @Test func firstSumAndNewPrincipalAreNewsAndRoundingIsNot() {
        let known = deal(report(.investment, "recipient:anthropic investor:nvidia"))
        let withSum = report(
            .investment, "recipient:anthropic investor:nvidia investor:microsoft", dollars: 15e9)
        let rounded = report(.investment, "recipient:anthropic investor:nvidia", dollars: 14.8e9)

        let (first, change) = matcher.merge(report: withSum, camp: .closed, into: known, at: day(1))
        let (_, rounding) = matcher.merge(report: rounded, camp: .closed, into: first, at: day(2))

        #expect(change?.details.count == 2)
        #expect(first.amount?.value == 15e9)
        #expect(first.parties.contains(Party(id: "microsoft", role: Role(rawValue: "investor"))))
        #expect(rounding == nil)
    }

    @Test func partnershipBecomesTheDealThatALaterStoryTells() {
        let declared = deal(report(.partnership, "partner:microsoft partner:anthropic"))
        let concrete = report(
            .investment, "investor:microsoft recipient:anthropic investor:nvidia", dollars: 5e9)

        let (after, change) = matcher.merge(report: concrete, camp: .closed, into: declared, at: day(1))

        #expect(after.type == .investment)
        #expect(after.parties == parties("investor:microsoft recipient:anthropic investor:nvidia"))
        #expect(
            change?.details == [
                .type(from: .partnership, to: .investment), .amount(from: nil, to: concrete.amount ?? none),
                .party(Party(id: "nvidia", role: Role(rawValue: "investor"))),
            ])
        #expect(after.lastChanged == day(1))
    }

    @Test func partnershipKeepsThePartnersThatALaterStoryLeavesOut() {
        let declared = deal(report(.partnership, "partner:openai partner:amd partner:oracle"))
        let concrete = report(.compute, "customer:openai provider:amd")

        let (after, _) = matcher.merge(report: concrete, camp: .closed, into: declared, at: day(1))

        #expect(after.parties == parties("customer:openai provider:amd partner:oracle"))
    }

    @Test func sumOfADeclarationIsNewsOfTheDeal() {
        let known = deal(report(.investment, "investor:microsoft recipient:anthropic"))
        let declared = report(.partnership, "partner:microsoft partner:anthropic", dollars: 5e9)

        let (after, change) = matcher.merge(report: declared, camp: .closed, into: known, at: day(1))

        #expect(after.type == .investment && after.parties == known.parties)
        #expect(change?.details == [.amount(from: nil, to: declared.amount ?? none)])
    }

    private let none = Amount(value: 0, currency: "USD")

    @Test func sameReportAgainChangesNothing() {
        let once = report(.compute, "customer:xai provider:nvidia", dollars: 20e9)
        let known = deal(once)

        let (deal, change) = matcher.merge(report: once, camp: .closed, into: known, at: day(1))

        #expect(change == nil)
        #expect(deal == known)
    }
}
