import NewsModel
import Testing

@testable import Watch

@Suite struct ValidatorRuleTests {
    private static let known = FeedValidators(entityTag: "\"old\"", lastModified: "then")
    private static let none = FeedValidators()
    private static let newTag = FeedValidators(entityTag: "\"new\"")

    @Test(
        arguments: [
            (received: none, isSameURL: true, expected: known),
            (
                received: newTag, isSameURL: true,
                expected: FeedValidators(entityTag: "\"new\"", lastModified: "then")
            ),
            (received: newTag, isSameURL: false, expected: none),
        ])
    func notModifiedMergesAndNeverErases(
        received: FeedValidators, isSameURL: Bool, expected: FeedValidators
    ) {
        #expect(
            ValidatorRule.after304(Self.known, received: received, isSameURL: isSameURL) == expected)
    }

    @Test(
        arguments: [
            // A new body counts with its own validators alone.
            (received: newTag, url: true, body: false, cut: false, expected: newTag),
            (received: none, url: true, body: false, cut: false, expected: none),
            // The same body keeps what the answer leaves out.
            (received: none, url: true, body: true, cut: false, expected: known),
            (
                received: newTag, url: true, body: true, cut: false,
                expected: FeedValidators(entityTag: "\"new\"", lastModified: "then")
            ),
            // From elsewhere nothing old holds.
            (received: newTag, url: false, body: true, cut: false, expected: newTag),
            // What was cut off has no validators, unless it always ends like that.
            (received: newTag, url: true, body: false, cut: true, expected: none),
            (received: newTag, url: false, body: true, cut: true, expected: newTag),
        ])
    func bodyDecidesWhatHolds(
        received: FeedValidators, url: Bool, body: Bool, cut: Bool, expected: FeedValidators
    ) {
        let kept = ValidatorRule.afterBody(
            Self.known, received: received, isSameURL: url, isSameBody: body, isCutOff: cut)

        #expect(kept == expected)
    }
}
