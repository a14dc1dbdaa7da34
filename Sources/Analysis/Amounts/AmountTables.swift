import NewsModel

/// A multiplier; the short ones ("bn", "m") need a currency beside them.
struct Multiplier: Sendable {
    let factor: Double
    let needsCurrency: Bool
}

/// A unit of quantity; "万千瓦" is ten of its megawatts.
struct Unit: Sendable {
    let name: String
    let factor: Double
}

/// Every word that the scanner needs for one language, ready for matching; one object that its readers share.
final class AmountTables: Sendable {
    let language: Language
    let numberWords: PhraseTable<Double>
    let bareSingulars: PhraseTable<Double>
    let multipliers: PhraseTable<Multiplier>
    let currencyBefore: PhraseTable<String>
    let currencyAfter: PhraseTable<String>
    let currencyGlue: PhraseTable<Void>
    let units: PhraseTable<Unit>
    let counters: PhraseTable<Void>
    let pieces: PhraseTable<String>
    let stakes: PhraseTable<Void>
    let boundBefore: PhraseTable<Bound>
    let boundAfter: PhraseTable<Bound>
    let boundFillers: PhraseTable<Void>
    let changeVerbs: PhraseTable<Void>
    let nounsOfSum: PhraseTable<Void>
    let hintBefore: PhraseTable<AmountHint>
    let hintAfter: PhraseTable<AmountHint>
    let hintFillers: PhraseTable<Void>
    let hintCancels: PhraseTable<Void>
    let dealWorth: PhraseTable<Void>
    let yearlyBefore: PhraseTable<Void>
    let yearlyAfter: PhraseTable<Void>
    let lonePeriods: PhraseTable<TimeWords.Period>
    let conversions: PhraseTable<Void>
    let afterImplied: PhraseTable<Void>
    let connectors: PhraseTable<RangeWords.Rule>
    let rangeOpeners: PhraseTable<Void>
    let changeOpeners: PhraseTable<Void>
    let finder: NumberFinder

    /// Whether "," marks decimals and "." thousands.
    var usesDecimalComma: Bool {
        switch language {
        case .russian, .german, .french, .spanish, .portuguese: true
        default: false
        }
    }

    /// Whether numbers may be written in Han or Hangul numerals with 万, 亿, 조.
    var usesEastAsianNumerals: Bool { language.isUnspaced || language == .korean }

    static func of(_ language: Language) -> AmountTables { all[language] ?? english }

    private static let english = AmountTables(.english)
    private static let all = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0, AmountTables($0)) })

    private init(_ language: Language) {
        let words = language.wordTable
        self.language = language
        numberWords = AmountTables.numbers(NumberWords.lines[words])
        bareSingulars = AmountTables.numbers(NumberWords.bareSingular[words])
        multipliers = AmountTables.multipliers(words)
        currencyBefore = AmountTables.sharedCurrencies
        currencyAfter = AmountTables.currenciesAfter(words)
        currencyGlue = AmountTables.list(CurrencyWords.glue[words])
        units = AmountTables.sharedUnits
        counters = AmountTables.sharedCounters
        pieces = AmountTables.sharedPieces
        stakes = AmountTables.sharedStakes
        boundBefore = AmountTables.bounds(BoundWords.before[words])
        boundAfter = AmountTables.bounds(BoundWords.after[words])
        boundFillers = AmountTables.list(BoundWords.fillers[words])
        changeVerbs = AmountTables.list(BoundWords.changeVerbs[words])
        nounsOfSum = AmountTables.list(BoundWords.nounsOfSum[words])
        hintBefore = AmountTables.hints(HintWords.before[words])
        hintAfter = AmountTables.hints(HintWords.after[words])
        hintFillers = AmountTables.list(HintWords.fillers[words])
        hintCancels = AmountTables.list(HintWords.cancels[words])
        dealWorth = AmountTables.list(HintWords.dealWorth[words])
        yearlyBefore = AmountTables.list(TimeWords.yearlyBefore[words])
        yearlyAfter = AmountTables.list(TimeWords.yearlyAfter[words])
        lonePeriods = PhraseTable(TimeWords.lonePeriods[words] ?? [])
        conversions = AmountTables.list(TimeWords.conversions[words])
        afterImplied = AmountTables.list(TimeWords.afterImplied[words])
        connectors = PhraseTable(RangeWords.connectors(words))
        rangeOpeners = AmountTables.list(RangeWords.openers[words])
        changeOpeners = AmountTables.list(RangeWords.changes[words])
        finder = NumberFinder(
            words: numberWords.phrases + bareSingulars.phrases,
            multiplierStarts: Set(multipliers.phrases.compactMap(\.first)),
            hasNumerals: language.isUnspaced || language == .korean)
    }

    // What all languages have in common stands in memory once.
    private static let sharedCurrencies = PhraseTable(
        WordList.pairs(CurrencyWords.shared + "\n" + CurrencyWords.hanBefore).map { ($0.phrase, $0.key) })
    private static let sharedUnits = PhraseTable(
        WordList.pairs(UnitWords.direct).map { ($0.phrase, unit($0.key)) })
    private static let sharedCounters = list(UnitWords.counters)
    private static let sharedPieces = PhraseTable(
        WordList.pairs(UnitWords.pieces).map { ($0.phrase, $0.key) })
    private static let sharedStakes = list(UnitWords.stake)

    private static func list(_ phrases: String?) -> PhraseTable<Void> {
        PhraseTable(WordList.phrases(phrases ?? "").map { ($0, ()) })
    }

    private static func numbers(_ lines: String?) -> PhraseTable<Double> {
        PhraseTable(
            WordList.pairs(lines ?? "").compactMap { pair in Double(pair.key).map { (pair.phrase, $0) } })
    }

    private static func bounds(_ lines: String?) -> PhraseTable<Bound> {
        let names: [String: Bound] = ["upTo": .upTo, "atLeast": .atLeast, "about": .about]
        return PhraseTable(
            WordList.pairs(lines ?? "").compactMap { pair in names[pair.key].map { (pair.phrase, $0) } })
    }

    private static func hints(_ lines: String?) -> PhraseTable<AmountHint> {
        PhraseTable(
            WordList.pairs(lines ?? "").compactMap { pair in
                AmountHint(rawValue: pair.key).map { (pair.phrase, $0) }
            })
    }

    /// East Asian texts use Latin multipliers too, in the English sense.
    private static func multipliers(_ words: Language) -> PhraseTable<Multiplier> {
        let source = MultiplierWords.words[words] == nil ? .english : words
        let long = numberPairs(MultiplierWords.words[source], needsCurrency: false)
        return PhraseTable(long + numberPairs(MultiplierWords.short[source], needsCurrency: true))
    }

    private static func numberPairs(
        _ lines: String?, needsCurrency: Bool
    ) -> [(phrase: String, value: Multiplier)] {
        WordList.pairs(lines ?? "").compactMap { pair in
            Double(pair.key).map { (pair.phrase, Multiplier(factor: $0, needsCurrency: needsCurrency)) }
        }
    }

    private static func currenciesAfter(_ words: Language) -> PhraseTable<String> {
        let own = WordList.pairs(CurrencyWords.after[words] ?? "")
        let english = words == .english ? [] : WordList.pairs(CurrencyWords.after[.english] ?? "")
        let taken = Set(own.map(\.phrase))
        let all = own + english.filter { !taken.contains($0.phrase) } + WordList.pairs(CurrencyWords.shared)
        return PhraseTable(all.map { ($0.phrase, $0.key) })
    }

    private static func unit(_ key: String) -> Unit {
        let digits = key.prefix { $0.isNumber }
        return Unit(name: String(key.dropFirst(digits.count)), factor: Double(digits) ?? 1)
    }
}
