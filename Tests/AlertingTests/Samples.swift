import Foundation
import NewsModel

@testable import Alerting

/// The deal, story and alerts that the tests of this target vary.
enum Samples {
    static let time = Date(timeIntervalSince1970: 1_795_252_443)

    static func party(_ id: String, _ role: String) -> Party { Party(id: id, role: Role(rawValue: role)) }

    static func deal(
        id: Int64 = 1, type: DealType = .investment, status: DealStatus = .announced, camp: Camp = .open,
        parties: [Party] = [party("asml", "investor"), party("mistral-ai", "recipient")],
        amount: Amount? = Amount(value: 1.3e9, currency: "EUR"), valuation: Amount? = nil,
        quantity: Quantity? = nil, confidence: Double = 0.94, outlets: Int = 3, firstSeen: Date = time
    ) -> Deal {
        Deal(
            id: DealID(rawValue: id), type: type, status: status, camp: camp, parties: parties,
            amount: amount, valuation: valuation, quantity: quantity, confidence: confidence,
            firstSeen: firstSeen, lastChanged: time, outletCount: outlets, firstOutlet: "Harbour Wire",
            firstLanguage: .english)
    }

    static func story(
        id: Int64 = 7, title: String = "Chip machine maker backs French lab",
        text: String = "The two firms signed on Monday.", link: String? = "https://news.example/a?b=1",
        feedTitle: String = "Tagesbote", language: Language = .german, shifts: [CampShift] = []
    ) -> Story {
        var analysis = StoryAnalysis(language: language, lexiconVersion: "test")
        analysis.primary = .investment
        analysis.camp = .open
        analysis.shifts = shifts
        analysis.evidence = [evidence("relevant"), evidence("camp:open")]
        return Story(
            id: StoryID(rawValue: id), feed: FeedID(rawValue: 3), feedTitle: feedTitle, title: title,
            text: text, link: link, published: time, firstSeen: time, revision: 1, analysis: analysis)
    }

    static func evidence(_ label: String, sentence: String = "It backs the lab.") -> Evidence {
        Evidence(label: label, field: .text, start: 3, end: 8, cue: "backs", sentence: sentence, weight: 1.5)
    }

    static func report(of deal: Deal, evidence: [Evidence] = [evidence("deal:investment")]) -> DealReport {
        DealReport(
            type: deal.type, status: deal.status, isMain: true, parties: deal.parties, amount: deal.amount,
            evidence: evidence)
    }

    static func alert(
        deal: Deal = deal(), story: Story = story(), change: DealChange = DealChange(kind: .new),
        rule: String = "every-deal", severity: Alert.Severity = .info
    ) -> Alert {
        Alert.make(
            rule: Rule(name: rule, filter: .everything, severity: severity), change: change, deal: deal,
            story: story, report: report(of: deal), time: time)
    }
}
