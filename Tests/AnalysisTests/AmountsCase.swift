import Testing

@testable import Analysis
@testable import NewsModel

/// One row of a table "text => mentions", as `mentions` describes what the scanner finds.
///
/// A mention reads "1.5e9 USD" and then, where it applies, its bound, "low N", what speaks against a deal, "yearly",
/// "conversion", "implied" and "stake"; several are parted by "; ", and "-" means none.
struct AmountsCase: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: String
    let language: Language

    var testDescription: String { text }

    static func table(_ language: Language, _ rows: String) -> [AmountsCase] {
        rows.split(separator: "\n").compactMap { row in
            let parts = row.split(separator: " => ", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return AmountsCase(text: String(parts[0]), expected: String(parts[1]), language: language)
        }
    }

    /// What the scanner finds in the text, in the notation of the tables.
    var found: String {
        let mentions = AmountScanner.scan(FoldedText(text), language: language)
        return mentions.isEmpty ? "-" : mentions.map(Self.describe).joined(separator: "; ")
    }

    /// The expectation with its numbers in the notation of `found`.
    var wanted: String {
        let mentions = expected.split(separator: "; ").map { mention in
            mention.split(separator: " ").map { word in Double(word).map { "\($0)" } ?? String(word) }
                .joined(separator: " ")
        }
        return mentions.joined(separator: "; ")
    }

    private static func describe(_ mention: AmountMention) -> String {
        var words = ["\(mention.value)"]
        let name = mention.currency + mention.unit
        if !name.isEmpty { words.append(name) }
        if mention.bound != .exact { words.append("\(mention.bound)") }
        if let lower = mention.lower { words += ["low", "\(lower)"] }
        if !mention.isPlain { words.append("\(mention.hint)") }
        if mention.isPerYear { words.append("yearly") }
        if mention.isConversion { words.append("conversion") }
        if mention.isCurrencyImplied { words.append("implied") }
        if mention.isShare { words.append("stake") }
        return words.joined(separator: " ")
    }
}
