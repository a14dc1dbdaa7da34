import FoundationEssentials
import NewsModel

/// What two stated sums say about whether they are the same money.
enum SumComparison: Equatable {
    /// Within a quarter of each other at rough rates.
    case agreeing
    case conflicting
    /// One of them is not stated, or its currency is unknown.
    case unknown

    /// Outlets round, convert and count options differently: a quarter is still the same sum.
    private static let sameSumShare = 0.25
    /// Below this a different figure is another rounding, not news.
    private static let newsShare = 0.10

    init(_ one: Amount?, _ other: Amount?) {
        guard let one, let other, let share = Self.difference(one, other) else {
            self = .unknown
            return
        }
        self = share <= Self.sameSumShare || Self.isWithinBound(one, other) ? .agreeing : .conflicting
    }

    /// True when `new` is a figure that a reader of `old` would want to be told.
    static func isNews(_ new: Amount, after old: Amount) -> Bool {
        guard let share = difference(new, old) else { return false }
        return share > newsShare
    }

    /// Difference as a share of the larger sum; nil without a common measure.
    private static func difference(_ one: Amount, _ other: Amount) -> Double? {
        guard let first = CurrencyRates.dollars(one), let second = CurrencyRates.dollars(other),
            max(first, second) > 0
        else {
            return nil
        }
        return abs(first - second) / max(first, second)
    }

    /// "Up to 10" does not contradict a first 7, nor "at least 5" a final 8, while both are of one order.
    private static func isWithinBound(_ one: Amount, _ other: Amount) -> Bool {
        guard let first = CurrencyRates.dollars(one), let second = CurrencyRates.dollars(other) else {
            return false
        }
        let (small, large) = first < second ? (one, other) : (other, one)
        let isOneOrder = min(first, second) * 2 >= max(first, second)
        return isOneOrder && (large.bound == .upTo || small.bound == .atLeast)
    }

    /// Whether two sums in dollars are one told twice, rounded or converted.
    static func isOne(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) <= sameSumShare / 2 * max(one, other)
    }
}
