import NewsModel

/// Tells the sentences that retell older news from those that bring it.
struct BackgroundReader {
    let lexicon: Lexicon

    /// News stands at the top (the inverted pyramid); a long article's sentences after these tell what led to it.
    private static let newsSentences = 14

    /// Numbers of the sentences that are background on a story's day.
    func sentences(of scan: StoryScan, day: CalendarDay) -> Set<Int> {
        var found: Set<Int> = []
        for hit in scan.hits where lexicon.cues[hit.cue].label == .background {
            if scan.sentences[hit.sentence].index > 0 { found.insert(hit.sentence) }
        }
        for (number, sentence) in scan.sentences.enumerated() where sentence.index > 0 {
            if sentence.index > Self.newsSentences
                || hasOlderYear(scan.text.bytes, sentence.range, than: day.year)
            {
                found.insert(number)
            }
        }
        return found
    }

    /// A year before the story's own stands in the sentence and no later one does.
    private func hasOlderYear(_ bytes: [UInt8], _ range: Range<Int>, than year: Int) -> Bool {
        var older = false
        var index = range.lowerBound
        while index + 4 <= range.upperBound {
            // Most bytes are no digit that a year begins with.
            guard bytes[index] == 0x31 || bytes[index] == 0x32,
                let value = yearNumber(bytes, at: index, range)
            else {
                index += 1
                continue
            }
            if value >= year { return false }
            older = true
            index += 4
        }
        return older
    }

    /// A number from 1990 to 2099 of four digits that stands alone, where a 1 or 2 stands.
    private func yearNumber(_ bytes: [UInt8], at index: Int, _ range: Range<Int>) -> Int? {
        guard isDigits(bytes[index..<(index + 4)]) else { return nil }
        let before = index > range.lowerBound ? bytes[index - 1] : 0x20
        let after = index + 4 < range.upperBound ? bytes[index + 4] : 0x20
        guard !isDigit(before), !isDigit(after), before != 0x2E, before != 0x2C, before != 0x24 else {
            return nil
        }
        if after == 0x2C || after == 0x2E, index + 5 < range.upperBound, isDigit(bytes[index + 5]) {
            return nil
        }
        if after >= 0xE3, isCounter(bytes[(index + 4)..<range.upperBound]) { return nil }
        let value = bytes[index..<(index + 4)].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (1990...2099).contains(value) ? value : nil
    }

    /// What is counted right behind a number that is no year, in folded letters: 2000基, 2000개, 2000万.
    private static let counters = [
        "基", "台", "个", "枚", "件", "人", "名", "家", "社", "店", "円", "元", "万", "亿", "개", "명", "장", "대", "여", "원",
        "만", "억", "조", "곳",
    ].map { Array($0.utf8) }
    /// Words that begin like a counter and follow a year: 2024人工智能大会, 2024대선.
    private static let lookalikes = [
        "人工", "人形", "人民", "社会", "名古屋", "대선", "대회", "대학", "개인", "개발", "여름", "장애",
    ].map { Array($0.utf8) }

    private func isCounter(_ rest: ArraySlice<UInt8>) -> Bool {
        Self.counters.contains { rest.starts(with: $0) }
            && !Self.lookalikes.contains { rest.starts(with: $0) }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private func isDigits(_ slice: ArraySlice<UInt8>) -> Bool { slice.allSatisfy(isDigit) }
}
