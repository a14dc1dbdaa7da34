import NewsModel

/// Reads the words around a sum: what bounds it, what it is, and whether it repeats the sum before.
struct SumContext {
    let text: [UInt8]
    let tables: AmountTables

    /// The nearest bound before the sum, else the one right after it; a limit outranks an estimate.
    func bound(of range: Range<Int>, after previousEnd: Int) -> Bound? {
        let window = max(previousEnd, range.lowerBound - 48)..<range.lowerBound
        let before = boundBefore(window)
        if let before, before != .about { return before }
        return boundAfter(range.upperBound) ?? before
    }

    private func boundBefore(_ window: Range<Int>) -> Bound? {
        var edge = window.upperBound
        var found: Bound?
        for _ in 0..<5 {
            let end = trimmed(edge, from: window.lowerBound)
            if let hit = tables.boundBefore.match(text, endingAt: end), hit.start >= window.lowerBound {
                if hit.value != .about {
                    return onlyNamesSum(hit.start, from: window.lowerBound) ? found : hit.value
                }
                found = hit.value
                edge = hit.start
            } else if let filler = tables.boundFillers.match(text, endingAt: end),
                filler.start >= window.lowerBound
            {
                edge = filler.start
            } else {
                return found ?? boundStem(window, end: end)
            }
        }
        return found
    }

    /// The word that looks like a limit only says how much: after a verb of change or a German noun.
    private func onlyNamesSum(_ start: Int, from limit: Int) -> Bool {
        if tables.nounsOfSum.match(text, endingAt: trimmed(start, from: 0)) != nil { return true }
        let clause = clauseStart(before: start, limit: max(0, start - 48))
        return tables.changeVerbs.lastMatch(text, in: clause..<start) != nil
    }

    /// The bound words of a stem table do not match backward: look for one that ends at the sum.
    private func boundStem(_ window: Range<Int>, end: Int) -> Bound? {
        let start = max(window.lowerBound, end - 28)
        guard start < end, let hit = tables.boundBefore.lastMatch(text, in: start..<end),
            hit.range.upperBound == end
        else { return nil }
        return hit.value
    }

    private func trimmed(_ end: Int, from start: Int) -> Int {
        var end = end
        while end > start, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
        return end
    }

    private func boundAfter(_ end: Int) -> Bound? {
        let next = Bytes.skipSpaces(text, from: end)
        guard let hit = tables.boundAfter.match(text, at: next) else { return nil }
        // Korean "대" is a suffix; after a space another word begins with it.
        if tables.language == .korean, next > end, hit.end - next == 3 { return nil }
        return hit.value
    }

    /// What the nearest word before or after says the sum is.
    func hint(of range: Range<Int>, after previousEnd: Int) -> AmountHint {
        let after = hintAfter(range.upperBound)
        if lonePeriod(before: range.lowerBound) == .month { return .perUnit }
        guard let before = hintBefore(range, after: previousEnd) else { return after?.hint ?? .none }
        guard let after else { return before.hint }
        // "wiping out $589bn in market value": what is lost is no valuation.
        if before.hint == .notDeal, after.hint == .valuation { return .notDeal }
        return after.distance <= before.distance ? after.hint : before.hint
    }

    private func hintAfter(_ end: Int) -> (hint: AmountHint, distance: Int)? {
        var position = end
        for _ in 0..<4 {
            let from = Bytes.skipSpaces(text, from: position)
            if let hit = tables.hintAfter.match(text, at: from) {
                return leadsOn(hit.end) ? nil : (hit.value, from - end)
            }
            guard let filler = tables.hintFillers.match(text, at: from) else { return nil }
            position = filler.end
        }
        return nil
    }

    /// The word belongs to the sum that follows it: "in cash, 估值200亿".
    private func leadsOn(_ position: Int) -> Bool {
        let next = Bytes.skipSpaces(text, from: position)
        guard next < text.count else { return false }
        return Bytes.isDigit(text[next]) || text[next] == UInt8(ascii: "$")
            || (tables.boundBefore.match(text, at: next).map { nextIsDigit($0.end) } ?? false)
    }

    private func nextIsDigit(_ position: Int) -> Bool {
        let next = Bytes.skipSpaces(text, from: position)
        return next < text.count && Bytes.isDigit(text[next])
    }

    private func hintBefore(
        _ range: Range<Int>, after previousEnd: Int
    ) -> (hint: AmountHint, distance: Int)? {
        let start = clauseStart(before: range.lowerBound, limit: max(previousEnd, range.lowerBound - 72))
        let window = start..<range.lowerBound
        guard let hit = tables.hintBefore.lastMatch(text, in: window) else { return nil }
        if tables.hintCancels.lastMatch(text, in: hit.range.upperBound..<range.lowerBound) != nil {
            return nil
        }
        if hit.value == .valuation, tables.dealWorth.lastMatch(text, in: start..<hit.range.lowerBound) != nil
        {
            return nil
        }
        let distance = range.lowerBound - hit.range.upperBound
        if hit.value == .perUnit, distance > Self.perUnitReach { return nil }
        return (hit.value, distance)
    }

    /// A word for a price of one piece speaks only for a sum close by, in bytes.
    private static let perUnitReach = 24

    /// The start of the clause: past a remark in brackets, and out of a bracket that opens right before the sum.
    private func clauseStart(before end: Int, limit: Int) -> Int {
        var start = end
        if start > limit, text[start - 1] == UInt8(ascii: "(") { start -= 1 }
        while start > limit {
            if text[start - 1] == UInt8(ascii: ")"), let open = opening(before: start - 1, limit: limit) {
                start = open
            } else if Clause.isBreak(text, at: start - 1) {
                break
            } else {
                start -= 1
            }
        }
        while start < end, text[start] & 0xC0 == 0x80 { start += 1 }
        return start
    }

    /// "月3000円" and "연 1000억원", but not "8月10億円" nor "来月10億円".
    private func lonePeriod(before start: Int) -> TimeWords.Period? {
        guard let hit = tables.lonePeriods.match(text, endingAt: trimmed(start, from: max(0, start - 1)))
        else {
            return nil
        }
        guard hit.start > 0 else { return hit.value }
        let previous = text[hit.start - 1]
        let isKana = tables.language == .japanese && hit.start > 2 && text[hit.start - 3] == 0xE3
        let isMark = previous < 0x80 && !Bytes.isDigit(previous)
        return isKana || isMark ? hit.value : nil
    }

    private func opening(before end: Int, limit: Int) -> Int? {
        text[limit..<end].lastIndex(of: UInt8(ascii: "("))
    }

    func isYearly(_ range: Range<Int>, after previousEnd: Int) -> Bool {
        let next = Bytes.joint(text, range.upperBound)
        if tables.yearlyAfter.match(text, at: next) != nil || lonePeriod(before: range.lowerBound) == .year {
            return true
        }
        let start = clauseStart(before: range.lowerBound, limit: max(previousEnd, range.lowerBound - 24))
        guard let hit = tables.yearlyBefore.lastMatch(text, in: start..<range.lowerBound) else {
            return false
        }
        // "4年間で": over four years.
        return hit.range.lowerBound == 0 || !Bytes.isDigit(text[hit.range.lowerBound - 1])
    }

    /// A word for a stake on either side of a percentage.
    func isStake(_ range: Range<Int>) -> Bool {
        var end = range.upperBound
        while end < text.count, end < range.upperBound + 32, !Clause.isBreak(text, at: end),
            !Bytes.isDigit(text[end])
        { end += 1 }
        if tables.stakes.lastMatch(text, in: range.upperBound..<end) != nil { return true }
        let start = clauseStart(before: range.lowerBound, limit: max(0, range.lowerBound - 32))
        return tables.stakes.lastMatch(text, in: start..<range.lowerBound) != nil
    }

    /// The sum repeats the one that ended at `previousEnd`: in brackets after it, or after "umgerechnet".
    func isConversion(_ range: Range<Int>, after previousEnd: Int) -> Bool {
        guard range.lowerBound >= previousEnd, range.lowerBound - previousEnd <= 48 else { return false }
        let gap = previousEnd..<range.lowerBound
        if let bracket = text[gap].firstIndex(of: UInt8(ascii: "(")) {
            return bracket - previousEnd <= 1 && !text[bracket..<range.lowerBound].contains(UInt8(ascii: ")"))
        }
        guard let cue = tables.conversions.lastMatch(text, in: gap) else { return false }
        return cue.range.lowerBound - previousEnd <= 6
    }

    /// Part of an exchange rate: "$1 = 0.92 euros".
    func isRate(_ range: Range<Int>) -> Bool {
        let next = Bytes.skipSpaces(text, from: range.upperBound)
        if next < text.count, text[next] == UInt8(ascii: "=") { return true }
        let before = trimmed(range.lowerBound, from: 0)
        return before > 0 && text[before - 1] == UInt8(ascii: "=")
    }
}
