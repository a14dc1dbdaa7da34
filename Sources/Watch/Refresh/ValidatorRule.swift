import NewsModel

/// Which validators stay in force after an answer.
///
/// The most repeated bug of feed readers is to lose them, the second to send stale ones; so the rule stands alone.
enum ValidatorRule {
    /// What a 304 leaves out still holds (RFC 9110 §15.4.5); one from elsewhere says nothing about what is known.
    static func after304(
        _ known: FeedValidators, received: FeedValidators, isSameURL: Bool
    ) -> FeedValidators {
        isSameURL ? merged(known, received) : FeedValidators()
    }

    /// A new body counts with its own validators alone; the same body again keeps those that are left out.
    ///
    /// A document that was cut off has none, or the next 304 would hide its lost end. The same bytes twice were not
    /// cut off but written that way.
    static func afterBody(
        _ known: FeedValidators, received: FeedValidators, isSameURL: Bool, isSameBody: Bool, isCutOff: Bool
    ) -> FeedValidators {
        if isCutOff && !isSameBody { return FeedValidators() }
        return isSameURL && isSameBody ? merged(known, received) : received
    }

    private static func merged(_ known: FeedValidators, _ received: FeedValidators) -> FeedValidators {
        FeedValidators(
            entityTag: received.entityTag ?? known.entityTag,
            lastModified: received.lastModified ?? known.lastModified)
    }
}
