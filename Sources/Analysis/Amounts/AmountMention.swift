package import NewsModel

/// What the words right beside a sum say that it is.
package enum AmountHint: String, Sendable {
    case none
    /// The worth of a company, not money that moves: "at a valuation of", "при оценке", "估值".
    case valuation
    /// Revenue, profit, debt, fine, market loss: a sum that no deal moves.
    case notDeal
    /// The price of one piece, share, month or token.
    case perUnit
    /// What a deal moves: "contract value", "Auftragsvolumen", 총사업비.
    case price
}

/// A sum of money, a quantity of compute or a percentage as a story states it.
package struct AmountMention: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case money
        case quantity
        case percent
    }

    /// Where it stands in the folded bytes, with its currency sign or unit, without bound words.
    package var range: Range<Int>
    package var kind: Kind
    /// In whole units of the currency or of `unit`; the upper end of a range.
    package var value: Double
    /// The lower end when the text gives a range.
    package var lower: Double?
    /// ISO 4217; empty for what is not money, and for money whose currency this text leaves out.
    package var currency = ""
    /// "GW", "MW", "GPU", "chips", "servers"; "%" for percentages; empty for money.
    package var unit = ""
    package var bound: Bound = .exact
    /// "a year", "в год", "每年": the value is for one year.
    package var isPerYear = false
    /// A percentage beside a word for a stake: "12% stake", "доля", "지분".
    package var isShare = false
    /// The same sum as the mention before it in another currency: "€1.5bn ($1.7bn)".
    package var isConversion = false
    /// The text gives no currency here ("500 Millionen für …"); it is borrowed, or empty.
    package var isCurrencyImplied = false
    package var hint: AmountHint = .none

    /// Nothing beside it says that it is no deal's money.
    package var isPlain: Bool { hint == .none || hint == .price }

    /// The money as the vocabulary writes it; nil for other kinds and unknown currencies.
    package var amount: Amount? {
        guard kind == .money, !currency.isEmpty else { return nil }
        return Amount(value: value, currency: currency, bound: bound)
    }

    /// The quantity as the vocabulary writes it; nil for money and percentages.
    package var quantity: Quantity? {
        kind == .quantity ? Quantity(value: value, unit: unit, bound: bound) : nil
    }
}
