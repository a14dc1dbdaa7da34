import NewsModel
import Testing

@testable import Alerting

@Suite struct FilterFindingTests {
    private let subject = FilterSubject(
        deal: Samples.deal(), story: Samples.story(), folder: "News/Asia", kind: .new)

    @Test func everyConditionTellsWhatItFound() throws {
        let filter = try Filter.parse(
            """
            camp in (open, mixed) and not lang = ja
            and (amount < 500M USD or investor = asml or ~ "monday") and not (outlets > 5 or feed ~ wire)
            """)

        let findings = filter.findings(for: subject)

        #expect(
            findings == [
                FilterFinding(depth: 0, text: "camp in (open, mixed)", holds: true, found: "open"),
                FilterFinding(depth: 0, text: "not lang = ja", holds: true, found: "de"),
                FilterFinding(depth: 0, text: "any of", holds: true, found: ""),
                FilterFinding(depth: 1, text: "amount < $500m", holds: false, found: "€1.3bn"),
                FilterFinding(depth: 1, text: "investor = asml", holds: true, found: "asml"),
                FilterFinding(depth: 1, text: "~ \"monday\"", holds: true, found: "found"),
                FilterFinding(depth: 0, text: "not", holds: true, found: ""),
                FilterFinding(depth: 1, text: "any of", holds: false, found: ""),
                FilterFinding(depth: 2, text: "outlets > 5", holds: false, found: "3"),
                FilterFinding(depth: 2, text: "feed ~ \"wire\"", holds: false, found: "Tagesbote"),
            ])
    }

    @Test func cyclesAreShownAsAskedFor() throws {
        #expect(
            try Filter.parse("not cycle = yes").findings(for: subject)
                == [FilterFinding(depth: 0, text: "not cycle = yes", holds: true, found: "no")])
    }

    @Test func emptyFilterHoldsForEveryDeal() throws {
        #expect(try Filter.parse("").findings(for: subject).map(\.text) == ["every deal"])
    }
}
