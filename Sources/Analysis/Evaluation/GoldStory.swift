package import FoundationEssentials
package import NewsModel

/// One story in the gold's JSON Lines form: text to analyse, labels, or both.
///
/// Unknown keys are ignored. Which keys must be there depends on what the file is read for: see `GoldFile.Purpose`.
package struct GoldStory: Hashable, Sendable {
    package var id: String
    package var url: String?
    /// BCP 47 tag as the file writes it.
    package var lang: String?
    /// "2025-11-19" or an ISO 8601 time, as the file writes it.
    package var published: String?
    package var title: String
    package var text: String
    package var relevant: Bool
    /// Nil only in a prediction that says nothing about the camp; it then agrees with no gold label.
    package var camp: Camp?
    package var dealTypes: [DealType]
    package var primary: DealType
    package var deals: [GoldDeal]
    package var shifts: [CampShift]
    package var note: String?
    /// What of this was said by a person; all of it in a file.
    package var lessons = Lessons.all

    /// A story without labels, which is also what a missing prediction counts as.
    package init(id: String, title: String = "", text: String = "") {
        self.id = id
        self.title = title
        self.text = text
        relevant = false
        camp = .neither
        dealTypes = []
        primary = .none
        deals = []
        shifts = []
    }

    /// The deals that count: those not marked as background.
    package var liveDeals: [GoldDeal] { deals.filter { $0.status != GoldDeal.background } }

    package var language: Language? { lang.flatMap { Language(tag: $0) } }

    /// Midnight UTC when the file gives only a day.
    package var publishedDate: Date? { published.flatMap(GoldStory.date) }

    /// Reads "2025-11-19", "2025-11-19T08:00:00Z" and the like with an offset or fractions of a second.
    package static func date(_ text: String) -> Date? {
        let time = text.utf8.count == 10 ? text + "T00:00:00Z" : text
        let whole = Date.ISO8601FormatStyle()
        // Two styles: the formatter's fraction is either demanded or refused. A failed parse only means "the other one".
        return (try? whole.parse(time))
            ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(time))
    }
}

/// One deal record of a gold story.
package struct GoldDeal: Hashable, Sendable {
    /// The status of an old deal that a story retells; such records are not scored.
    package static let background = "background"

    package var type: DealType
    /// A `DealStatus`, or "background".
    package var status: String?
    package var main: Bool
    package var parties: [Party]
    package var amount: Amount?
    package var valuation: Amount?
    package var quantity: Quantity?

    package init(
        type: DealType, status: String? = nil, main: Bool = true, parties: [Party], amount: Amount? = nil,
        valuation: Amount? = nil, quantity: Quantity? = nil
    ) {
        self.type = type
        self.status = status
        self.main = main
        self.parties = parties
        self.amount = amount
        self.valuation = valuation
        self.quantity = quantity
    }
}
