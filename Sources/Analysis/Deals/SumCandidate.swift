import NewsModel

/// A sum of a story with every place where it stands.
struct SumCandidate {
    var amount: Amount
    /// Each with the number of its sentence.
    var mentions: [(mention: AmountMention, sentence: Int)]
    /// Several sums added up.
    var isTotal = false
}

extension SumCandidate {
    /// The sum with the bound that the text gives it anywhere: titles drop the "about" and "up to" of the text.
    var stated: Amount {
        var stated = amount
        if let bound = mentions.lazy.map(\.mention.bound).first(where: { $0 != .exact }) {
            stated.bound = bound
        }
        return stated
    }
}

/// The sums of one story as candidates for the price of one deal.
struct SumCandidates {
    let scan: StoryScan
    let amounts: SentenceAmounts
    let background: Set<Int>
    let cluster: DealCluster
    /// The cues of the story's other deals.
    let rivals: [DealCandidate]
    let parties: Set<Int>

    /// A text with more different sums is a table, not news.
    private static let mostSums = 40

    /// Every different sum, in the order of the text, and the total where each investor has a sum of its own.
    func all(investors: Set<Int>) -> [SumCandidate] {
        var found: [SumCandidate] = []
        for number in scan.sentences.indices where found.count < Self.mostSums {
            let money = amounts[number].filter { $0.amount != nil }
            for mention in money {
                guard let amount = mention.amount else { continue }
                if let known = found.firstIndex(where: { $0.amount.isSameSum(as: amount) }) {
                    found[known].mentions.append((mention, number))
                } else {
                    found.append(SumCandidate(amount: amount, mentions: [(mention, number)]))
                }
            }
            let plain = money.filter { $0.isPlain && !$0.isConversion }
            if isShared(plain, among: investors, sentence: number), let total = Self.total(plain),
                let first = plain.first
            {
                found.append(SumCandidate(amount: total, mentions: [(first, number)], isTotal: true))
            }
        }
        return found
    }

    /// Whether a sentence gives each investor a sum of its own: names and sums take turns.
    ///
    /// Not so in "Anthropic takes up to $15bn from Nvidia and Microsoft, and leaves $30bn at Azure".
    private func isShared(_ sums: [AmountMention], among investors: Set<Int>, sentence: Int) -> Bool {
        guard investors.count > 1, sums.count == investors.count else { return false }
        var waiting = investors
        let names = scan.mentions(inSentence: sentence).filter { waiting.remove($0.entity) != nil }
        guard waiting.isEmpty else { return false }
        let order = (names.map { ($0.range.lowerBound, true) } + sums.map { ($0.range.lowerBound, false) })
            .sorted { $0.0 < $1.0 }
        return zip(order, order.dropFirst()).allSatisfy { $0.1 != $1.1 }
    }

    /// "Nvidia up to $10bn and Microsoft up to $5bn": one sum for each investor adds up.
    private static func total(_ sums: [AmountMention]) -> Amount? {
        let amounts = sums.compactMap(\.amount)
        guard let first = amounts.first, amounts.allSatisfy({ $0.currency == first.currency }) else {
            return nil
        }
        let bound = amounts.first { $0.bound != .exact }?.bound ?? .exact
        return Amount(value: amounts.reduce(0) { $0 + $1.value }, currency: first.currency, bound: bound)
    }

    /// What speaks for and against each.
    func features(of sums: [SumCandidate]) -> [FeatureVector] {
        let largest = sums.map { dollars($0.amount) }.max() ?? 0
        return sums.indices.map { number in
            var vector = FeatureVector()
            func mark(_ feature: AmountFeature, _ holds: Bool) { if holds { vector.add(feature.rawValue) } }
            let sum = sums[number]
            mark(.bias, true)
            mark(.only, sums.count == 1)
            mark(.first, number == 0)
            mark(.largest, dollars(sum.amount) >= largest)
            mark(.repeated, Set(sum.mentions.map(\.sentence)).count > 1)
            mark(.total, sum.isTotal)
            let isInTitle = scan.hasTitle && sum.mentions.contains { $0.sentence == 0 }
            mark(
                .titleHasAnother,
                scan.hasTitle && !isInTitle
                    && sums.contains {
                        $0.mentions.contains { $0.sentence == 0 && $0.mention.isPlain }
                    })
            addPlaces(sum, isInTitle, mark)
            addWords(sum, mark)
            return vector
        }
    }

    /// Dollars that hardly any deal moves less than.
    private static let leastDeal = 20_000.0

    private func dollars(_ amount: Amount) -> Double { CurrencyRates.dollars(amount) ?? amount.value }

    private func addPlaces(_ sum: SumCandidate, _ isInTitle: Bool, _ mark: (AmountFeature, Bool) -> Void) {
        let cues = cluster.candidates.filter { !$0.isBackground }
        let sentences = Set(cues.map(\.sentence))
        mark(.inTitle, isInTitle)
        mark(.inLead, sum.mentions.contains { scan.isLead(sentence: $0.sentence) })
        mark(.onlyBackground, sum.mentions.allSatisfy { background.contains($0.sentence) })
        mark(
            .withParty,
            sum.mentions.contains { item in
                scan.mentions(inSentence: item.sentence).contains { parties.contains($0.entity) }
            })
        let neighbours = sum.mentions.compactMap { neighbour(of: $0.mention.range, sentence: $0.sentence) }
        mark(.besideParty, neighbours.contains(where: parties.contains))
        mark(.besideStranger, !neighbours.isEmpty && !neighbours.contains(where: parties.contains))
        let beside = sum.mentions.contains {
            sentences.contains($0.sentence - 1) || sentences.contains($0.sentence + 1)
        }
        let rival = nearest(to: sum, among: rivals)
        guard let nearest = nearest(to: sum, among: cues) else {
            mark(.besideOther, rival != nil)
            return mark(beside ? .besideCueSentence : .elsewhere, true)
        }
        mark(.inCueSentence, true)
        mark(.nearerToOther, rival.map { $0.gap < nearest.gap } ?? false)
        mark(nearest.gap < 20 ? .near : nearest.gap < 80 ? .middling : .far, true)
        mark(nearest.isBefore ? .right : .left, true)
    }

    /// The name nearest to a sum in its sentence.
    private func neighbour(of sum: Range<Int>, sentence: Int) -> Int? {
        scan.mentions(inSentence: sentence).min { distance($0.range, sum) < distance($1.range, sum) }?.entity
    }

    /// The nearest of some cues that share a sentence with the sum: the bytes between, and its side.
    private func nearest(
        to sum: SumCandidate, among cues: [DealCandidate]
    ) -> (gap: Int, isBefore: Bool)? {
        sum.mentions.flatMap { item in
            cues.filter { $0.sentence == item.sentence }.map {
                (
                    distance(item.mention.range, $0.hit.range),
                    item.mention.range.lowerBound >= $0.hit.range.upperBound
                )
            }
        }.min { $0.0 < $1.0 }
    }

    private func addWords(_ sum: SumCandidate, _ mark: (AmountFeature, Bool) -> Void) {
        let mentions = sum.mentions.map(\.mention)
        mark(.price, mentions.contains { $0.hint == .price })
        mark(.valuation, mentions.contains { $0.hint == .valuation })
        mark(.notDeal, mentions.contains { $0.hint == .notDeal })
        mark(.perUnit, mentions.contains { $0.hint == .perUnit })
        mark(.conversion, mentions.allSatisfy(\.isConversion))
        mark(.perYear, mentions.contains(where: \.isPerYear))
        mark(.small, CurrencyRates.dollars(sum.amount).map { $0 < Self.leastDeal } ?? false)
    }

    private func distance(_ sum: Range<Int>, _ cue: Range<Int>) -> Int {
        max(sum.lowerBound - cue.upperBound, cue.lowerBound - sum.upperBound, 0)
    }
}

extension Amount {
    /// Equal but for rounding and bound.
    func isSameSum(as other: Amount) -> Bool {
        currency == other.currency && abs(value - other.value) <= 0.005 * max(value, other.value)
    }
}
