import NewsModel

/// Joins two sums that the text gives as the ends of a range: "$2-3bn", "500万~600万달러".
struct RangeReader {
    let text: [UInt8]
    let tables: AmountTables
    let sums: SumReader

    /// The range that begins with `first`, or nil; its value is the upper end.
    func join(_ first: Sum) -> (upper: Sum, lower: Double)? {
        guard let (rule, next) = connector(after: first) else { return nil }
        guard allows(rule, first), let start = numberStart(from: next),
            var upper = sums.read(at: start, afterMoney: first.currency != nil).sum,
            upper.range.lowerBound >= first.range.upperBound, !upper.isNothing, fits(first, upper)
        else { return nil }
        let lower = scaled(first, by: upper)
        guard lower < upper.value else { return nil }
        upper.currency = upper.currency ?? first.currency
        upper.isImplied = upper.isImplied && first.currency == nil
        upper.range = first.range.lowerBound..<upper.range.upperBound
        return (upper, lower)
    }

    /// The word that joins, after the whole first sum or after its bare number ("2-3 billion").
    private func connector(after first: Sum) -> (rule: RangeWords.Rule, next: Int)? {
        let from = Bytes.skipSpaces(text, from: first.range.upperBound)
        guard let hit = tables.connectors.match(text, at: from) else { return nil }
        return (hit.value, hit.end)
    }

    private func allows(_ rule: RangeWords.Rule, _ first: Sum) -> Bool {
        switch rule {
        case .plain: true
        case .bareFirst: first.currency == nil && first.unit == nil
        case .between: opens(tables.rangeOpeners, first)
        case .notChange: !opens(tables.changeOpeners, first) || first.currency == nil
        }
    }

    private func opens(_ table: PhraseTable<Void>, _ first: Sum) -> Bool {
        var end = first.range.lowerBound
        for _ in 0..<3 {
            while end > 0, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
            if table.match(text, endingAt: end) != nil { return true }
            guard let bound = tables.boundBefore.match(text, endingAt: end), bound.value == .about else {
                return false
            }
            end = bound.start
        }
        return false
    }

    /// The first digit after the connector, past a currency before it.
    private func numberStart(from position: Int) -> Int? {
        var next = Bytes.skipSpaces(text, from: position)
        if let bound = tables.boundBefore.match(text, at: next), bound.value == .about {
            next = Bytes.skipSpaces(text, from: bound.end)
        }
        if tables.numberWords.match(text, at: next) != nil { return next }
        let limit = min(text.count, next + 12)
        while next < limit, !Bytes.isDigit(text[next]) {
            if let hit = tables.currencyBefore.match(text, at: next) {
                next = hit.end
            } else if text[next] == UInt8(ascii: " ") {
                next += 1
            } else if let after = signEnd(next) {
                next = after
            } else {
                return nil
            }
        }
        return next < limit ? next : nil
    }

    /// The end of a currency sign that digits follow at once ("us$3bn"), which whole-word matching refuses.
    private func signEnd(_ position: Int) -> Int? {
        var end = position
        while end < min(text.count, position + 6), !Bytes.isDigit(text[end]) { end += 1 }
        guard let hit = tables.currencyBefore.match(text, endingAt: end), hit.start == position else {
            return nil
        }
        return end
    }

    private func fits(_ first: Sum, _ upper: Sum) -> Bool {
        if let own = first.currency {
            return upper.currency == own || (upper.currency == nil && upper.unit == nil)
                || (own == "$" && upper.currency == "USD")
        }
        if let own = first.unit { return upper.unit?.name == own.name }
        return first.isImplied || first.isNothing
    }

    /// "2-3 billion" scales both numbers, "500,000 to 1 million" only its own.
    private func scaled(_ first: Sum, by upper: Sum) -> Double {
        guard first.scale == 1, upper.scale > 1 || upper.unit != nil else { return first.value }
        let factor = upper.scale * (first.unit == nil ? upper.unit?.factor ?? 1 : 1)
        let value = first.value * factor
        return value < upper.value ? SumReader.rounded(value) : first.value
    }
}
