import Foundation
import NewsModel

/// What can be seen in a sum that a deal may move.
enum AmountFeature: Int, CaseIterable {
    case bias
    case inTitle, inLead, inCueSentence, besideCueSentence, elsewhere, onlyBackground
    /// Bytes to the nearest cue of the deal; before or after it.
    case near, middling, far, left, right
    /// A cue of another deal is nearer to it; or stands in its sentence where no cue of this deal does.
    case nearerToOther, besideOther
    /// What the words beside it say.
    case price, valuation, notDeal, perUnit, conversion, perYear
    /// Among the story's sums.
    case only, first, largest, repeated, titleHasAnother
    /// One sum for each investor, added up.
    case total
    /// A party of the deal stands in its sentence.
    case withParty
}

/// Decides which sum of a story a deal moves: a choice between its sums and none.
struct AmountModel: Sendable {
    /// The natural-log odds from which a sum is stated.
    ///
    /// A reader can check a sum that is stated against its sentence, not one that is left out. Over five folds 74 %
    /// instead of 67 % of the sums of deals are right, and 13 % instead of 6 % of the deals without a sum get one.
    private static let leastOdds = -1.0

    var grid: WeightGrid
    private let rowOfType: [DealType: Int]

    /// An untrained model of a domain's deal types.
    init(schemas: [DealSchema]) {
        let types = schemas.map(\.type)
        rowOfType = Dictionary(uniqueKeysWithValues: zip(types, 1...))
        grid = WeightGrid(
            rows: ["any"] + types.map(\.rawValue), columns: AmountFeature.allCases.map { "\($0)" })
    }

    func rows(_ type: DealType) -> [Int] { [0] + [rowOfType[type]].compactMap { $0 } }

    /// The number of the sum that a deal moves; nil when none is likely enough.
    func choice(among features: [FeatureVector], _ type: DealType) -> Int? {
        let scores = features.map { grid.score($0, rows: rows(type)) }
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[best] > Self.leastOdds
        else {
            return nil
        }
        return best
    }
}

/// A sum of a story with every place where it stands.
struct SumCandidate {
    var amount: Amount
    /// Each with the number of its sentence.
    var mentions: [(mention: AmountMention, sentence: Int)]
    /// Several sums added up.
    var isTotal = false
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
    func all(investors: Int) -> [SumCandidate] {
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
            if investors > 1, plain.count == investors, let total = Self.total(plain), let first = plain.first
            {
                found.append(SumCandidate(amount: total, mentions: [(first, number)], isTotal: true))
            }
        }
        return found
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
