/// A company, body or person in a role.
package struct Party: Hashable, Sendable, Codable {
    /// Canonical name in lower case with hyphens: `hugging-face`.
    package var id: String
    package var role: Role

    package init(id: String, role: Role) {
        self.id = id
        self.role = role
    }
}

/// One story's record of a deal.
package struct DealReport: Hashable, Sendable, Codable {
    package var type: DealType
    package var status: DealStatus
    /// What the story is about, as against secondary news.
    package var isMain: Bool
    package var parties: [Party]
    /// The money that the deal itself moves.
    package var amount: Amount?
    package var valuation: Amount?
    package var quantity: Quantity?
    /// Probability that the record is right, 0…1.
    package var confidence: Double
    package var evidence: [Evidence]

    package init(
        type: DealType, status: DealStatus, isMain: Bool, parties: [Party], amount: Amount? = nil,
        valuation: Amount? = nil, quantity: Quantity? = nil, confidence: Double = 1,
        evidence: [Evidence] = []
    ) {
        self.type = type
        self.status = status
        self.isMain = isMain
        self.parties = parties
        self.amount = amount
        self.valuation = valuation
        self.quantity = quantity
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// A company's move from one camp towards the other, as the text tells it.
package struct CampShift: Hashable, Sendable, Codable {
    package var id: String
    package var from: Camp
    package var to: Camp

    package init(id: String, from: Camp, to: Camp) {
        self.id = id
        self.from = from
        self.to = to
    }
}

/// What the pipeline found in one story.
package struct StoryAnalysis: Hashable, Sendable, Codable {
    package var language: Language
    package var languageConfidence: Double
    /// The story's main subject is the industry that is watched; if not, there are no labels below.
    package var isRelevant: Bool
    package var relevanceConfidence: Double
    package var camp: Camp
    package var campConfidence: Double
    package var dealTypes: [DealType]
    /// What the title announces; `DealType.none` without a deal.
    package var primary: DealType
    package var deals: [DealReport]
    package var shifts: [CampShift]
    /// Evidence for relevance, camp and shifts; a deal carries its own.
    package var evidence: [Evidence]
    /// Version of the lexicon and weights that made it.
    package var lexiconVersion: String

    /// An analysis without labels.
    package init(language: Language, languageConfidence: Double = 1, lexiconVersion: String) {
        self.language = language
        self.languageConfidence = languageConfidence
        isRelevant = false
        relevanceConfidence = 1
        camp = .neither
        campConfidence = 1
        dealTypes = []
        primary = .none
        deals = []
        shifts = []
        evidence = []
        self.lexiconVersion = lexiconVersion
    }
}
