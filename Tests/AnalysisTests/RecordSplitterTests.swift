import NewsModel
import Testing

@testable import Analysis

/// Deals that one story tells side by side are records of their own, each with its own parties.
@Suite struct RecordSplitterTests {
    @Test func licencesOfTwoPublishersAreTwoRecords() throws {
        let analysis = try Shipped.analyze(
            "OpenAI signs content licences with Le Monde and Prisa",
            "The ChatGPT maker has signed licensing agreements with the French daily Le Monde and the Spanish publisher Prisa."
        )

        #expect(
            analysis.records(of: .licensing)
                == ["licensee:openai licensor:le-monde", "licensee:openai licensor:prisa"])
    }

    @Test func licencesToTwoLabsAreTwoRecords() throws {
        let analysis = try Shipped.analyze(
            "The Guardian licenses its archive to OpenAI and Mistral AI",
            "The Guardian has signed licensing agreements with OpenAI and Mistral AI, the publisher said.")

        #expect(
            analysis.records(of: .licensing)
                == ["licensee:mistral-ai licensor:guardian", "licensee:openai licensor:guardian"])
    }

    @Test func whoeverWasNamedWithSomebodyElseStaysThere() throws {
        let analysis = try Shipped.analyze(
            "AFP licenses its archive to Mistral, Associated Press to Google",
            "AFP has licensed its archive to Mistral AI. The Associated Press has licensed its news to Google."
        )

        #expect(
            analysis.records(of: .licensing)
                == ["licensee:google licensor:associated-press", "licensee:mistral-ai licensor:afp"])
    }

    @Test func eachContractHasItsOwnSum() throws {
        let analysis = try Shipped.analyze(
            "UK Ministry of Defence awards AI contracts to Google and Anthropic",
            "The Ministry of Defence has awarded a £115 million contract to Google for its Gemini models. It has awarded a £65 million contract to Anthropic for Claude."
        )

        let sums = analysis.deals.filter { $0.type == .contract }.map {
            ($0.parties.map(\.id), $0.amount?.value)
        }
        #expect(sums.first { $0.0.contains("google") }?.1 == 115e6)
        #expect(sums.first { $0.0.contains("anthropic") }?.1 == 65e6)
    }

    @Test func severalInvestorsOfOneRoundAreOneRecord() throws {
        let analysis = try Shipped.analyze(
            "Accel and Index Ventures put $50m into Mistral AI",
            "Accel and Index Ventures have invested $50 million in the AI lab Mistral AI.")

        #expect(
            analysis.records(of: .investment)
                == ["investor:accel investor:index-ventures recipient:mistral-ai"])
    }
}

/// Who is whose counterpart, told by who was named together.
@Suite struct RecordSplitterRuleTests {
    private static let contract = try? #require(Shipped.analyzer?.lexicon.schema(of: .contract))

    /// Customers are numbers from 1, providers from 11.
    private static func role(_ entity: Int) -> Role { Role(rawValue: entity > 10 ? "provider" : "customer") }

    @Test(arguments: [
        ("One customer of two vendors.", [[1, 11, 12]], [1, 11, 12], [[11, 1], [12, 1]]),
        ("One vendor of two customers.", [[1, 2, 11]], [1, 2, 11], [[11, 1], [11, 2]]),
        ("Each customer has a vendor.", [[1, 11], [2, 12]], [1, 2, 11, 12], [[11, 1], [12, 2]]),
        (
            "Both customers buy from both.", [[1, 2, 11, 12]], [1, 2, 11, 12],
            [[11, 1], [11, 2], [12, 1], [12, 2]]
        ),
        (
            "A customer named with nobody takes no vendor from another.", [[1, 11, 12], [2]], [1, 2, 11, 12],
            [[11, 1], [12, 1]]
        ),
        ("Nor does one that stands beside its own.", [[1], [2, 11]], [1, 2, 11], [[11, 2]]),
        ("Nobody was named together: all of them.", [[1], [11], [12]], [1, 11, 12], [[11, 1], [12, 1]]),
        ("Vendors alone are no deals.", [[11, 12]], [11, 12], [[11, 12]]),
    ])
    func recordsFollowWhoWasNamedTogether(
        _: String, named: [[Int]], parties: [Int], records: [[Int]]
    ) throws {
        let schema = try #require(Self.contract)
        let candidates = named.map { names in
            DealCandidate(
                schema: schema,
                parties: RoleMap(Dictionary(grouping: names, by: Self.role).map { ($0.key, $0.value) }),
                score: 1, sentence: 0,
                hit: CueHit(cue: 0, range: 0..<1, inside: nil, sentence: 0), status: nil, isBackground: false,
                isNegated: false, fillers: [])
        }
        let choices = parties.map { PartyModel.Choice(entity: $0, role: Self.role($0), probability: 1) }

        let found = RecordSplitter(schema: schema, candidates: candidates).records(of: choices)

        #expect(
            found.map { $0.map(\.entity).sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
                == records.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) })
    }
}
