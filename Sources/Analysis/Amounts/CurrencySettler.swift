import NewsModel

/// Decides what "$", "元", "¥", dirhams and sums without any currency mean in one text.
struct CurrencySettler {
    let text: [UInt8]
    let language: Language

    func settled(_ mentions: [AmountMention]) -> [AmountMention] {
        let signs = Set(mentions.map(\.currency))
        var meaning: [String: String] = [:]
        if signs.contains("$") { meaning["$"] = dollar(signs) }
        if signs.contains("元") { meaning["元"] = yuan(signs) }
        if signs.contains("¥") {
            meaning["¥"] =
                language == .chineseSimplified || language == .chineseTraditional || has("yuan")
                ? "CNY" : "JPY"
        }
        if signs.contains("dirham") { meaning["dirham"] = dirham(signs) }
        let settled = mentions.map { mention in
            var mention = mention
            mention.currency = meaning[mention.currency] ?? mention.currency
            return mention
        }
        return lentByNearest(settled)
    }

    /// Dirhams are Emirati, but Moroccan in a text that speaks of Morocco and not of the Emirates.
    private func dirham(_ signs: Set<String>) -> String {
        let isEmirati =
            signs.contains("AED") || ["emirat", "émirat", "duba", "abu dhabi"].contains(where: has)
        return !isEmirati
            && ["maroc", "morocc", "marroco", "marrueco", "marokk", "casablanca"].contains(where: has)
            ? "MAD" : "AED"
    }

    /// Dollars are American, but Australian in a text that speaks of Australia and never says "US$".
    private func dollar(_ signs: Set<String>) -> String {
        guard language == .english, !signs.contains("USD") else { return "USD" }
        return signs.contains("AUD") || has("australia's") || has("australian") && !signs.contains("EUR")
            ? "AUD" : "USD"
    }

    /// "元" is the local one: in traditional script Taiwan's, unless the text names Hong Kong's or China's.
    private func yuan(_ signs: Set<String>) -> String {
        guard language == .chineseTraditional else { return "CNY" }
        if signs.contains("TWD") { return "TWD" }
        if signs.contains("HKD") { return "HKD" }
        if signs.contains("CNY") { return "CNY" }
        return has("香港") && !has("台") ? "HKD" : "TWD"
    }

    private func has(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard let first = word.first, text.count >= word.count else { return false }
        var position = 0
        while position + word.count <= text.count {
            if text[position] == first, text[position..<position + word.count].elementsEqual(word) {
                return true
            }
            position += 1
        }
        return false
    }

    /// A sum without a currency takes that of the same value, else of the nearest sum that has one.
    private func lentByNearest(_ mentions: [AmountMention]) -> [AmountMention] {
        guard mentions.contains(where: \.isCurrencyImplied) else { return mentions }
        var byValue: [Double: String] = [:]
        for mention in mentions
        where mention.kind == .money && !mention.currency.isEmpty && !mention.isConversion {
            byValue[mention.value] = byValue[mention.value] ?? mention.currency
        }
        let before = nearest(mentions)
        let after = Array(nearest(mentions.reversed()).reversed())
        return mentions.indices.map { index in
            var mention = mentions[index]
            guard mention.isCurrencyImplied else { return mention }
            mention.currency = byValue[mention.value] ?? before[index] ?? after[index] ?? home
            return mention
        }
    }

    /// For each mention the currency of the last sum up to it.
    private func nearest(_ mentions: [AmountMention]) -> [String?] {
        var last: String?
        return mentions.map { mention in
            if mention.kind == .money, !mention.isCurrencyImplied, !mention.isConversion {
                last = mention.currency
            }
            return last
        }
    }

    /// Korean headlines leave out "원" as a rule; elsewhere nothing is assumed.
    private var home: String { language == .korean ? "KRW" : "" }
}
