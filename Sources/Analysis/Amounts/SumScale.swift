import NewsModel

/// How multipliers scale a number that has been read.
extension SumReader {
    /// Up to two multipliers ("mil millones", "lakh crore"), each after a space or hyphen or none.
    func applyMultipliers(_ sum: inout Sum, hasCurrency: Bool) {
        for _ in 0..<2 {
            guard let hit = multiplier(after: sum, hasCurrency: hasCurrency) else { return }
            sum.value = Self.rounded(sum.value * hit.factor)
            sum.scale *= hit.factor
            sum.range = sum.range.lowerBound..<hit.end
            addSecondPart(&sum, factor: hit.factor)
        }
    }

    /// The multiplier right after the sum; a short one needs a currency, or hardware to count ("50K GPUs").
    private func multiplier(after sum: Sum, hasCurrency: Bool) -> (end: Int, factor: Double)? {
        let end = sum.range.upperBound
        let from = Bytes.joint(text, end)
        guard let hit = tables.multipliers.match(text, at: from) else { return nil }
        if hit.value.needsCurrency {
            // «50 млн к раунду»: behind a multiplier к and м are words.
            guard sum.scale == 1 || !Self.isCyrillic(text[from]) else { return nil }
            let isSupported =
                hasCurrency || currencyAfter(hit.end) != nil
                || pieces.read(around: sum.range.lowerBound..<hit.end) != nil
            guard isSupported, from - end <= 1 else { return nil }
        }
        return (hit.end, hit.value.factor)
    }

    private static func isCyrillic(_ byte: UInt8) -> Bool { byte == 0xD0 || byte == 0xD1 }

    /// "1 млрд 200 млн" adds a smaller part; Mexican "3 mil 500 millones" is 3,500 millions.
    private func addSecondPart(_ sum: inout Sum, factor: Double) {
        let start = sum.range.upperBound + 1
        guard factor > 1, factor == sum.scale, start < text.count, text[start - 1] == UInt8(ascii: " "),
            Bytes.isDigit(text[start])
        else { return }
        let end = DigitReader.digitsEnd(text, from: start)
        guard end - start <= 3, end < text.count, let hit = tables.multipliers.match(text, at: end + 1),
            !hit.value.needsCurrency, let part = Double(String(decoding: text[start..<end], as: UTF8.self))
        else { return }
        if hit.value.factor < factor {
            sum.value += part * hit.value.factor
        } else if factor == 1000, hit.value.factor > factor {
            sum.value = (sum.value + part) * hit.value.factor
            sum.scale = hit.value.factor
        } else {
            return
        }
        sum.range = sum.range.lowerBound..<hit.end
    }
}
