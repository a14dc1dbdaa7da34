package import FoundationEssentials

/// A matched change of a deal: what every sink is given.
package struct Alert: Hashable, Sendable, Codable {
    /// Stable over retries and restarts: derived from rule, deal and change.
    package var id: String
    package var time: Date
    /// Name of the rule that raised it.
    package var rule: String
    package var severity: Severity
    package var change: DealChange
    /// The deal after the change.
    package var deal: Deal
    package var story: StoryReference
    /// What proves the deal's labels in that story.
    package var evidence: [Evidence]
    /// The rule's filter when it was raised; nil in alerts of older versions.
    package var filter: String?
    /// The companies among which the deal's money goes round, who pays by it first; the last one pays the first.
    ///
    /// Only in alerts of rules that ask about circles.
    package var circle: [String]?
    /// Set when this alert stands for several that were held back.
    package var summary: Summary?

    package enum Severity: String, Sendable, Codable, CaseIterable {
        case info
        case notice
        case urgent
    }

    /// As much of a story as an alert carries.
    package struct StoryReference: Hashable, Sendable, Codable {
        package var id: StoryID
        package var title: String
        package var link: String?
        package var feed: FeedID
        package var feedTitle: String
        package var language: Language
        package var published: Date

        package init(story: Story) {
            id = story.id
            title = story.headline
            link = story.link
            feed = story.feed
            feedTitle = story.feedTitle
            language = story.analysis.language
            published = story.published
        }
    }

    package init(
        id: String, time: Date, rule: String, severity: Severity, change: DealChange, deal: Deal,
        story: StoryReference, evidence: [Evidence], filter: String? = nil, circle: [String]? = nil,
        summary: Summary? = nil
    ) {
        self.id = id
        self.time = time
        self.rule = rule
        self.severity = severity
        self.change = change
        self.deal = deal
        self.story = story
        self.evidence = evidence
        self.filter = filter
        self.circle = circle
        self.summary = summary
    }
}
