import NewsModel

/// Finds what a number of pieces counts: GPUs, chips or servers named near it.
struct PieceReader {
    let text: [UInt8]
    let tables: AmountTables

    /// "12 000 Nvidia GPUs", "60万颗英伟达图形处理器", "GPU 5万枚": a word for hardware near the number.
    func read(around number: Range<Int>) -> (name: String, end: Int)? {
        let end = number.upperBound
        let from = Bytes.joint(text, end)
        let counter = tables.counters.match(text, at: from)
        guard tables.usesEastAsianNumerals, let counter else { return latinPieces(from: from) }
        guard EastAsianNumerals.isPieces(text, after: counter.end) else { return nil }
        if let name = firstPiece(in: counter.end..<clauseEnd(from: counter.end, limit: 48)) {
            return (name, counter.end)
        }
        return pieceBefore(number.lowerBound).map { ($0, counter.end) }
    }

    /// "GPU 5万枚", "GPUを1万枚", "GPU4000枚": at most a particle or a bound stands between.
    private func pieceBefore(_ start: Int) -> String? {
        if let hit = tables.pieces.match(text, endingAt: start) { return hit.value }
        let reach = tables.language == .korean ? 5 : 12
        guard let hit = tables.pieces.lastMatch(text, in: max(0, start - 40)..<start),
            start - hit.range.upperBound <= reach
        else { return nil }
        return hit.value
    }

    /// At most four words of the same clause may stand between the number and its noun.
    private func latinPieces(from start: Int) -> (name: String, end: Int)? {
        guard start > 0, !Bytes.isDigit(text[start - 1]) || tables.usesEastAsianNumerals else { return nil }
        var position = start
        for _ in 0..<5 {
            if let hit = tables.pieces.match(text, at: position) {
                let isModel = !hit.value.isEmpty && Bytes.isDigit(text[hit.end - 1])
                if !isModel { return (hit.value, hit.end) }
                let rest = tables.pieces.match(text, at: Bytes.skipSpaces(text, from: hit.end))
                return rest.map { ($0.value, $0.end) } ?? (hit.value, hit.end)
            }
            guard let next = wordAfter(position) else { return nil }
            position = next
        }
        return nil
    }

    private func wordAfter(_ position: Int) -> Int? {
        var end = position
        while end < text.count, end < position + 24 {
            let byte = text[end]
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") {
                return end > position ? end + 1 : nil
            }
            if byte >= 0x80, tables.usesEastAsianNumerals { return nil }
            if byte < 0x80, !Bytes.isLetter(text, at: end), !Bytes.isDigit(byte), byte != UInt8(ascii: "'") {
                return nil
            }
            end += 1
        }
        return nil
    }

    private func firstPiece(in window: Range<Int>) -> String? {
        var position = window.lowerBound
        while position < window.upperBound {
            if let hit = tables.pieces.match(text, at: position) { return hit.value }
            position += 1
        }
        return nil
    }

    private func clauseEnd(from start: Int, limit: Int) -> Int {
        var end = start
        while end < text.count, end < start + limit {
            let isBracket = text[end] == UInt8(ascii: "(") || text[end] == UInt8(ascii: ")")
            if !isBracket, Clause.isBreak(text, at: end) { break }
            end += 1
        }
        return end
    }
}
