/// What a filter can ask about; the raw value is the name that people write.
enum FilterField: String, CaseIterable {
    case camp, deal, party, amount, valuation, status, lang, confidence, outlets, feed, folder, title, text
    case primary, shift, kind, cycle
    /// Another word for `deal`.
    case type
}

/// The names that a filter may use where the list is closed.
package struct FilterVocabulary: Hashable, Sendable {
    package var camps: [String]
    package var dealTypes: [String]
    package var roles: [String]
    /// Ids of companies and people; nil where any may turn up.
    package var parties: Set<String>?
    /// False where no change is asked about, and so no `kind`.
    package var hasChanges = true
    /// Titles of feeds; nil where any may turn up.
    package var feeds: [String]?
    /// Folders of feeds, with which those around them are known; nil where any may turn up.
    package var folders: [String]?

    package init(camps: [String], dealTypes: [String], roles: [String]) {
        self.camps = camps
        self.dealTypes = dealTypes
        self.roles = roles
    }

    /// The names of the lexicon that ships with campwatch.
    package static let standard = FilterVocabulary(
        camps: ["open", "closed", "mixed", "none"],
        dealTypes: [
            "partnership", "investment", "acquisition", "compute", "licensing", "distribution", "release",
            "alliance", "joint_venture", "restructuring", "talent", "contract",
        ],
        roles: [
            "partner", "investor", "recipient", "acquirer", "target", "customer", "provider", "licensor",
            "licensee", "supplier", "channel", "releaser", "member", "subject", "employer", "source",
            "person",
        ])
}
