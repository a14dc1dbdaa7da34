package import FoundationEssentials

/// One real-world deal that one or more stories report.
package struct Deal: Hashable, Sendable, Codable {
    package var id: DealID
    package var type: DealType
    package var status: DealStatus
    package var camp: Camp
    package var parties: [Party]
    package var amount: Amount?
    package var valuation: Amount?
    package var quantity: Quantity?
    package var confidence: Double
    package var firstSeen: Date
    package var lastChanged: Date
    /// How many outlets have reported it: owners of feeds.
    package var outletCount: Int
    /// Title of the feed that reported it first, and that story's language.
    package var firstOutlet: String
    package var firstLanguage: Language
    /// By what later stories are known to tell of it.
    package var marks: DealMarks?

    package init(
        id: DealID, type: DealType, status: DealStatus, camp: Camp, parties: [Party], amount: Amount? = nil,
        valuation: Amount? = nil, quantity: Quantity? = nil, confidence: Double, firstSeen: Date,
        lastChanged: Date, outletCount: Int = 1, firstOutlet: String, firstLanguage: Language,
        marks: DealMarks? = nil
    ) {
        self.id = id
        self.type = type
        self.status = status
        self.camp = camp
        self.parties = parties
        self.amount = amount
        self.valuation = valuation
        self.quantity = quantity
        self.confidence = confidence
        self.firstSeen = firstSeen
        self.lastChanged = lastChanged
        self.outletCount = outletCount
        self.firstOutlet = firstOutlet
        self.firstLanguage = firstLanguage
        self.marks = marks
    }
}

/// What the stories of a deal have shown beside its parties and its sum.
package struct DealMarks: Hashable, Sendable, Codable {
    /// In US dollars at rough rates.
    package var sums: [Double] = []
    /// "8000 GPUs".
    package var quantities: [String] = []
    /// Numbers of released versions: "3.3".
    package var versions: [String] = []
    /// Letters of financing rounds.
    package var rounds: [String] = []
    /// How its parties' names sound, to find it by them in other scripts.
    package var sounds: [String] = []
    /// When the sum was last changed, and when a story last told of the deal.
    package var amountSince: Date?
    package var lastTold: Date?

    package init() {}

    /// Marks of an earlier version lack what later ones added.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        sums = try fields.decodeIfPresent([Double].self, forKey: .sums) ?? []
        quantities = try fields.decodeIfPresent([String].self, forKey: .quantities) ?? []
        versions = try fields.decodeIfPresent([String].self, forKey: .versions) ?? []
        rounds = try fields.decodeIfPresent([String].self, forKey: .rounds) ?? []
        sounds = try fields.decodeIfPresent([String].self, forKey: .sounds) ?? []
        amountSince = try fields.decodeIfPresent(Date.self, forKey: .amountSince)
        lastTold = try fields.decodeIfPresent(Date.self, forKey: .lastTold)
    }
}

/// What a story changed about a deal.
package struct DealChange: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case new
        case update
    }

    /// One field that moved.
    package enum Detail: Hashable, Sendable, Codable {
        /// A declared partnership turns out to be an investment, a purchase of computing power and so on.
        case type(from: DealType, to: DealType)
        case status(from: DealStatus, to: DealStatus)
        case amount(from: Amount?, to: Amount)
        case party(Party)
        /// Another type of deal between the same parties that comes with it: the stake beside a partnership.
        case side(DealType)
        /// The outlet that stated the sum has corrected it.
        case correctedAmount(from: Amount, to: Amount)
        /// The outlet that named the version has corrected it: "4", "4.1".
        case correctedVersion(from: String, to: String)
    }

    package var kind: Kind
    /// Empty for a new deal.
    package var details: [Detail]

    package init(kind: Kind, details: [Detail] = []) {
        self.kind = kind
        self.details = details
    }
}
