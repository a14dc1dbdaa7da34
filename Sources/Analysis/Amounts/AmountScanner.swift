package import NewsModel

/// Finds sums of money, quantities of compute and percentages in a folded text.
///
/// One pass over the bytes: it stops only at digits and at bytes with which a number word of the
/// language may begin, reads the sum there, and looks at a bounded window of words around it.
package enum AmountScanner {
    /// The mentions in the order of the text, without overlap.
    package static func scan(_ text: FoldedText, language: Language) -> [AmountMention] {
        let tables = AmountTables.of(language)
        var pass = AmountPass(text: text.bytes, tables: tables)
        pass.run()
        return CurrencySettler(text: text.bytes, language: language).settled(pass.mentions)
    }

    /// Gives sums without a currency that of the same sum elsewhere, else that of the first other sum.
    ///
    /// Headlines leave it out ("34,5 Milliarden für Chrome") and the text has it.
    package static func lendCurrencies(
        from lenders: [AmountMention], to mentions: [AmountMention]
    ) -> [AmountMention] {
        let sums = lenders.filter { $0.kind == .money && !$0.isCurrencyImplied }
        return mentions.map { mention in
            guard mention.isCurrencyImplied, mention.currency.isEmpty || !hasTwin(mention, in: sums) else {
                return mention
            }
            let twin =
                sums.first { $0.value == mention.value }
                ?? sums.first { !$0.isConversion && $0.hint != .perUnit }
            var mention = mention
            if let twin, mention.currency.isEmpty || twin.value == mention.value {
                mention.currency = twin.currency
            }
            return mention
        }
    }

    private static func hasTwin(_ mention: AmountMention, in sums: [AmountMention]) -> Bool {
        sums.contains { $0.value == mention.value && $0.currency == mention.currency }
    }
}

/// The state of one scan.
struct AmountPass {
    private let text: [UInt8]
    private let tables: AmountTables
    private let sums: SumReader
    private let ranges: RangeReader
    private let context: SumContext
    private(set) var mentions: [AmountMention] = []
    private var previousEnd = 0
    private var previousMoneyEnd: Int?

    init(text: [UInt8], tables: AmountTables) {
        self.text = text
        self.tables = tables
        sums = SumReader(text: text, tables: tables)
        ranges = RangeReader(text: text, tables: tables, sums: sums)
        context = SumContext(text: text, tables: tables)
    }

    mutating func run() {
        var position = 0
        while let start = tables.finder.next(in: text, from: position) {
            position = max(start + 1, take(at: start))
        }
    }

    /// Reads the sum at `start`, keeps it if it is one, and returns where to go on.
    private mutating func take(at start: Int) -> Int {
        let (sum, next) = sums.read(at: start)
        guard let sum else { return next }
        if let (upper, lower) = ranges.join(sum) {
            keep(upper, lower: lower)
            return upper.range.upperBound
        }
        guard !sum.isNothing else { return next }
        keep(sum, lower: nil)
        return sum.range.upperBound
    }

    private mutating func keep(_ found: Sum, lower: Double?) {
        var sum = found
        sum.range = ownRange(of: found)
        guard !context.isRate(sum.range) else { return }
        var mention = AmountMention(range: sum.range, kind: kind(of: sum), value: sum.value, lower: lower)
        mention.currency = sum.currency ?? ""
        mention.unit = sum.unit?.name ?? ""
        mention.isCurrencyImplied = sum.isImplied
        mention.bound = context.bound(of: sum.range, after: previousEnd) ?? .exact
        if sum.isOpenEnded { mention.bound = .atLeast }
        if lower != nil { mention.bound = .upTo }
        describe(&mention)
        previousEnd = sum.range.upperBound
        if mention.kind == .money { previousMoneyEnd = previousEnd }
        mentions.append(mention)
    }

    /// A currency between two sums is part of the first one: "1,7 Milliarden Eur 1,7 Mio".
    private func ownRange(of sum: Sum) -> Range<Int> {
        guard sum.range.lowerBound < previousEnd, previousEnd < sum.range.upperBound else { return sum.range }
        let start = text[previousEnd..<sum.range.upperBound].firstIndex { $0 != 0x20 }
        return (start ?? previousEnd)..<sum.range.upperBound
    }

    private func kind(of sum: Sum) -> AmountMention.Kind {
        guard let unit = sum.unit else { return .money }
        return unit.name == "%" ? .percent : .quantity
    }

    private func describe(_ mention: inout AmountMention) {
        switch mention.kind {
        case .percent:
            mention.isShare = context.isStake(mention.range)
        case .quantity:
            mention.isPerYear = context.isYearly(mention.range, after: previousEnd)
        case .money:
            mention.hint = context.hint(of: mention.range, after: previousEnd)
            mention.isPerYear = context.isYearly(mention.range, after: previousEnd)
            if let previousMoneyEnd, let last = mentions.last, last.kind == .money,
                last.currency != mention.currency, !mention.isCurrencyImplied
            {
                mention.isConversion = context.isConversion(mention.range, after: previousMoneyEnd)
                if mention.isConversion { mention.hint = last.hint }
            }
        }
    }
}
