import Foundation
import NewsModel
import Persistence
import Testing

/// Stories that correct themselves: the same entry in a new version.
@Suite struct DealRevisionTests {
    private let desk: DealDesk

    init() throws { desk = try DealDesk() }

    private func stake(_ sum: String, in company: String = "Mistral AI") -> (title: String, text: String) {
        (
            "Nvidia invests \(sum) in \(company)",
            "Nvidia said on Monday that it invests \(sum) in \(company), the developer of language models. "
                + "The money pays for new data centres."
        )
    }

    private func file(
        _ key: String, _ story: (title: String, text: String), feed: String = "a", hours: Double = 0,
        seen: Double? = nil
    ) async throws -> [String] {
        try await desk.file(key, story.title, story.text, feed: feed, hours: hours, seen: seen)
    }

    @Test(arguments: [("$20 billion", "$20bn"), ("$200 million", "$200m"), ("$2.5 billion", "$2.5bn")])
    func aCorrectedSumChangesItsOwnDeal(sum: String, words: String) async throws {
        #expect(try await file("1", stake("$2 billion")) == ["new"])

        let told = try await file("1", stake(sum), seen: 2)
        let again = try await file("1", stake(sum + " (corrected)"), seen: 3)

        #expect(told == ["update: corrected: amount $2bn → \(words)"])
        #expect(again.isEmpty)
        #expect(try await desk.deals() == [1: [1]])
    }

    @Test func aSumCorrectedBackAndForthIsToldEachTime() async throws {
        _ = try await file("1", stake("$2 billion"))
        let told = [
            try await file("1", stake("$20 billion"), seen: 1),
            try await file("1", stake("$2 billion"), seen: 2),
            try await file("1", stake("$20 billion"), seen: 3),
        ]

        #expect(told.allSatisfy { $0.count == 1 && $0[0].hasPrefix("update: corrected: amount") })
        #expect(try await desk.deal(1)?.deal.amount?.value == 20e9)
    }

    @Test func aSumThatOthersStateTooStays() async throws {
        _ = try await file("1", stake("$2 billion"))
        _ = try await file("2", stake("$2 billion"), feed: "b", hours: 1)

        let told = try await file("2", stake("$20 billion"), feed: "b", hours: 1, seen: 2)

        #expect(told.isEmpty)
        #expect(try await desk.deals() == [1: [1, 2]])
        #expect(try await desk.deal(1)?.deal.amount?.value == 2e9)
    }

    private func release(_ name: String) -> (title: String, text: String) {
        (
            "Meta releases \(name)",
            "Meta released its large language model \(name) on Tuesday and published the weights for download."
        )
    }

    @Test func aCorrectedVersionChangesItsOwnDeal() async throws {
        #expect(try await file("1", release("Llama 4")) == ["new"])

        #expect(try await file("1", release("Llama 5"), seen: 5) == ["update: corrected: version 4 → 5"])
        #expect(try await desk.deals() == [1: [1]])
        #expect(try await desk.deal(1)?.deal.marks?.versions == ["5"])
    }

    @Test func aCorrectedNameChangesItsOwnDeal() async throws {
        #expect(try await file("1", stake("$2 billion")) == ["new"])

        let told = try await file("1", stake("$2 billion", in: "Cohere"), seen: 2)

        #expect(told == ["update: + recipient cohere"])
        #expect(try await desk.deals() == [1: [1]])
        #expect(try await desk.deal(1)?.deal.parties.map(\.id) == ["nvidia", "cohere"])
    }

    @Test func anEntryThatIsReusedForOtherNewsMakesAnotherDeal() async throws {
        _ = try await file("top", stake("$2 billion"))

        let told = try await desk.file(
            "top", "OpenAI acquires chip start-up Groq",
            "OpenAI is buying Groq. The maker of AI inference chips becomes part of the company.", seen: 30)

        #expect(told == ["new"])
        #expect(try await desk.deals() == [1: [], 2: [1]])
    }

    @Test func theNextReleaseUnderAnOldEntryIsAnotherDeal() async throws {
        _ = try await file("latest", release("Llama 4"))

        #expect(try await file("latest", release("Llama 5"), seen: 24 * 30) == ["new"])
        #expect(try await desk.deals().count == 2)
    }

    @Test func aSumThatIsOnlyReadOtherwiseIsNoCorrection() async throws {
        let story = stake("$2 billion")
        let valued = story.text + " The round values the company at $20 billion."
        _ = try await desk.file("1", story.title, valued)
        let before = try await desk.deal(1)?.deal.amount

        let told = try await desk.file("1", story.title, valued + " Both sides declined to comment.", seen: 2)

        #expect(told.isEmpty)
        #expect(try await desk.deal(1)?.deal.amount == before)
    }
}
