import Foundation
import NewsModel
import Testing

@testable import Alerting

@Suite struct MoneyTextTests {
    @Test(arguments: [
        (Amount(value: 1.3e9, currency: "EUR"), "€1.3bn"),
        (Amount(value: 5e8, currency: "USD", bound: .upTo), "up to $500m"),
        (Amount(value: 1e12, currency: "JPY", bound: .about), "~¥1tn"),
        (Amount(value: 2.5e9, currency: "CNY", bound: .atLeast), "≥CN¥2.5bn"),
        (Amount(value: 38.25e9, currency: "GBP"), "£38.25bn"),
        (Amount(value: 999_999_999, currency: "USD"), "$1bn"),
        (Amount(value: 950_000, currency: "KRW"), "₩950k"),
        (Amount(value: 42, currency: "INR"), "₹42"),
        (Amount(value: 7e9, currency: "TWD"), "NT$7bn"),
        (Amount(value: 7e9, currency: "HKD"), "HK$7bn"),
        (Amount(value: 1.05e9, currency: "AUD"), "AUD 1.05bn"),
        (Amount(value: 2.5e15, currency: "USD"), "$2,500tn"),
        (Amount(value: -5e6, currency: "USD"), "$-5m"),
        (Amount(value: .infinity, currency: "USD"), "$?"),
        (Amount(value: .nan, currency: "USD"), "$?"),
    ])
    func sum(amount: Amount, expected: String) {
        #expect(MoneyText.short(amount) == expected)
    }

    @Test(arguments: [
        (Quantity(value: 1, unit: "GW"), "1 GW"), (Quantity(value: 23_040, unit: "GPU"), "23,040 GPU"),
        (Quantity(value: 1.21, unit: "GW", bound: .upTo), "up to 1.21 GW"),
        (Quantity(value: 1_000_000, unit: "chips", bound: .about), "~1,000,000 chips"),
    ])
    func quantity(quantity: Quantity, expected: String) {
        #expect(MoneyText.short(quantity) == expected)
    }
}

@Suite struct PartyNamesTests {
    @Test(arguments: [
        ("asml/investor mistral-ai/recipient", "Asml → Mistral AI"),
        ("nvidia/investor microsoft/investor anthropic/recipient", "Nvidia + Microsoft → Anthropic"),
        ("figma/target adobe/acquirer", "Adobe → Figma"),
        ("openai/customer oracle/provider", "Oracle → Openai"),
        ("nyt/licensor amazon/licensee", "Nyt → Amazon"),
        ("mistral-ai/supplier sap/channel", "Mistral AI → Sap"),
        ("jan-doe/person openai/source meta/employer", "Jan Doe: Openai → Meta"),
        ("ibm/member meta/member amd/member", "Ibm + Meta + Amd"),
        ("meta/releaser", "Meta"), ("mistral-ai/recipient", "→ Mistral AI"), ("asml/investor", "Asml → ?"),
        ("a/member b/member c/member d/member e/member f/member", "A + B + C + D + 2 more"),
        ("ibm/partner ibm/partner sap/partner", "Ibm + Sap"), ("", ""),
    ])
    func arrowsPointFromGiverToTaker(list: String, expected: String) {
        let parties = list.split(separator: " ").map { item in
            let parts = item.split(separator: "/")
            return Samples.party(String(parts[0]), String(parts[1]))
        }

        #expect(PartyNames.text(parties, names: PartyNames.prettified) == expected)
    }
}

@Suite struct AlertLineTests {
    static func names(_ id: String) -> String {
        ["asml": "ASML", "nvidia": "Nvidia"][id] ?? PartyNames.prettified(id)
    }

    @Test func newDealReadsWell() {
        let alert = Samples.alert()

        let line = AlertLine.text(alert, names: Self.names)

        #expect(
            line == """
                2026-11-21T09:14:03Z NEW open investment ASML → Mistral AI €1.3bn announced (94 %) 3 outlets, \
                first Harbour Wire [en] "Chip machine maker backs French lab" https://news.example/a?b=1 \
                rule=every-deal #\(alert.id)
                """)
    }

    @Test func updateSaysWhatChanged() {
        let dollars = Amount(value: 1e9, currency: "USD")
        let change = DealChange(
            kind: .update,
            details: [
                .status(from: .rumoured, to: .announced),
                .amount(from: dollars, to: Amount(value: 2e9, currency: "USD")),
                .amount(from: nil, to: dollars), .party(Samples.party("nvidia", "investor")),
            ])
        let deal = Samples.deal(
            valuation: Amount(value: 11.7e9, currency: "EUR"), quantity: Quantity(value: 1, unit: "GW"),
            outlets: 1)
        let alert = Samples.alert(deal: deal, change: change, severity: .urgent)

        let line = AlertLine.text(alert, names: Self.names)

        #expect(
            line == """
                2026-11-21T09:14:03Z UPDATE open investment ASML → Mistral AI €1.3bn at €11.7bn 1 GW announced \
                (94 %): status rumoured → announced, amount $1bn → $2bn, amount $1bn, + investor Nvidia; \
                1 outlet, Tagesbote [de] "Chip machine maker backs French lab" https://news.example/a?b=1 \
                rule=every-deal severity=urgent #\(alert.id)
                """)
    }

    @Test func partnershipThatBecomesAnotherDealSaysSo() {
        let detail = DealChange.Detail.type(from: .partnership, to: .investment)
        let alert = Samples.alert(change: DealChange(kind: .update, details: [detail]))

        #expect(AlertLine.text(alert).contains("(94 %): type partnership → investment; 3 outlets"))
        #expect(
            AlertJSON.line(alert).contains(
                #""details":[{"field":"type","from":"partnership","to":"investment"}]"#))
    }

    @Test func aCircleOfMoneyIsNamed() {
        var alert = Samples.alert()
        alert.circle = ["asml", "mistral-ai", "nvidia\u{1B}"]

        let way = "circle of money ASML → Mistral AI → Nvidia → ASML"
        let line = AlertLine.text(alert) { ["asml": "ASML", "mistral-ai": "Mistral AI"][$0] ?? "Nvidia" }
        let note = AlertNote(alert) { ["asml": "ASML", "mistral-ai": "Mistral AI"][$0] ?? "Nvidia" }

        #expect(line.contains("announced (94 %): \(way); 3 outlets, first Harbour Wire"))
        #expect(note.change == way && note.lines.contains(way))
        #expect(AlertJSON.line(alert).contains(#"},"circle":["asml","mistral-ai","nvidia"],"story":{"#))
    }

    @Test func hostileTitleStaysInItsQuotationMarks() {
        let story = Samples.story(
            title: "x\" rule=fake #0123456789abcdef\n2026-01-01T00:00:00Z NEW forged\u{1B}[2J\u{202E}",
            link: "javascript:alert(1)")
        let alert = Samples.alert(story: story)

        let line = AlertLine.text(alert)

        #expect(
            line.contains(
                "\"x' rule=fake #0123456789abcdef 2026-01-01T00:00:00Z NEW forged\" rule=every-deal"))
        #expect(AlertLine.id(in: Array(line.utf8)[...]) == alert.id)
    }

    @Test func dealWithoutSumAndPartiesHasNoGaps() {
        let alert = Samples.alert(
            deal: Samples.deal(parties: [], amount: nil), story: Samples.story(link: nil))

        #expect(AlertLine.text(alert).contains("NEW open investment announced (94 %) 3 outlets"))
        #expect(AlertLine.text(alert).contains("lab\" rule="))
    }
}

@Suite struct AlertJSONTests {
    @Test func lineHasEveryFieldInOrder() {
        let change = DealChange(
            kind: .update,
            details: [
                .status(from: .rumoured, to: .announced),
                .amount(from: nil, to: Amount(value: 1.3e9, currency: "EUR")),
                .party(Samples.party("asml", "investor")),
            ])
        let deal = Samples.deal(
            valuation: Amount(value: 11.7e9, currency: "EUR", bound: .about),
            quantity: Quantity(value: 1.5, unit: "GW", bound: .upTo))
        let alert = Samples.alert(deal: deal, change: change, severity: .notice)

        #expect(
            AlertJSON.line(alert) == """
                {"id":"\(alert.id)","time":"2026-11-21T09:14:03Z","rule":"every-deal","severity":"notice",\
                "change":{"kind":"update","details":[{"field":"status","from":"rumoured","to":"announced"},\
                {"field":"amount","to":{"value":1300000000,"currency":"EUR","bound":"exact"}},\
                {"field":"party","id":"asml","role":"investor"}]},\
                "deal":{"id":1,"type":"investment","status":"announced","camp":"open",\
                "parties":[{"id":"asml","role":"investor"},{"id":"mistral-ai","role":"recipient"}],\
                "amount":{"value":1300000000,"currency":"EUR","bound":"exact"},\
                "valuation":{"value":11700000000,"currency":"EUR","bound":"about"},\
                "quantity":{"value":1.5,"unit":"GW","bound":"up_to"},"confidence":0.94,\
                "first_seen":"2026-11-21T09:14:03Z","last_changed":"2026-11-21T09:14:03Z","outlets":3,\
                "first_outlet":"Harbour Wire","first_language":"en"},\
                "story":{"id":7,"title":"Chip machine maker backs French lab","link":"https://news.example/a?b=1",\
                "feed":3,"feed_title":"Tagesbote","language":"de","published":"2026-11-21T09:14:03Z"},\
                "evidence":[{"label":"deal:investment","field":"text","start":3,"end":8,"cue":"backs",\
                "sentence":"It backs the lab.","weight":1.5},{"label":"camp:open","field":"text","start":3,\
                "end":8,"cue":"backs","sentence":"It backs the lab.","weight":1.5}],"format":1}
                """)
    }

    @Test func hostileTextIsEscapedAndReadsBack() throws {
        let sentence = "\"a\\b\"\n\u{1B}]0;x\u{7}\u{9B}\u{2028}\u{202E}\u{E0041}\u{7F}界"
        var alert = Samples.alert()
        alert.evidence = [Samples.evidence("amount", sentence: sentence)]

        let line = AlertJSON.line(alert)

        #expect(!line.unicodeScalars.contains { InvisibleCharacters.contains($0) || $0 == "\u{7F}" })
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        let evidence = object?["evidence"] as? [[String: Any]]
        #expect(evidence?.first?["sentence"] as? String == sentence)
    }

    @Test func lineStaysBelowItsLimit() {
        let long = String(repeating: "\u{1}\"é", count: 2000)
        let parties = (0..<200).map { Samples.party(long + String($0), long) }
        let story = Samples.story(
            title: long, link: "https://x.example/" + String(repeating: "a", count: 1900))
        var alert = Samples.alert(
            deal: Samples.deal(parties: parties), story: story,
            change: DealChange(kind: .update, details: parties.map { .party($0) }), rule: long)
        alert.evidence = Array(repeating: Samples.evidence(long, sentence: long), count: 500)

        let line = AlertJSON.line(alert)

        #expect(line.utf8.count < AlertJSON.longestLine)
        #expect(AlertJSON.id(in: Array(line.utf8)[...]) == alert.id)
        #expect(AlertLine.text(alert).utf8.count < AlertJSON.longestLine)
    }

    @Test func noTornLineHasAnID() {
        let line = Array(AlertJSON.line(Samples.alert()).utf8)

        #expect(AlertJSON.id(in: line[...]) != nil)
        #expect((0..<line.count).allSatisfy { AlertJSON.id(in: line[..<$0]) == nil })
    }
}

@Suite struct RetryScheduleTests {
    @Test func filesAreTriedForEver() {
        #expect((1...4).map { RetrySchedule.local.delay(beforeAttempt: $0) } == [0, 1, 5, 15])
        #expect(RetrySchedule.local.delay(beforeAttempt: 10_000) == 60)
    }
}
