package import NewsModel

/// What a story shows beside its reports that tells which deal it is about, whether or not the analysis read it right:
/// names, how they sound, sums, numbers of versions and rounds, and which deals its cues speak of.
package struct StorySketch: Hashable, Sendable {
    /// Whom it names.
    package var names: Set<String> = []
    /// How everything that may be a name sounds; see `NameSound`.
    package var sounds: Set<String> = []
    /// Sums of money in US dollars at rough rates.
    package var sums: [Double] = []
    /// "8000 GPUs".
    package var quantities: Set<String> = []
    /// "4", "3.3": numbers behind a name in the title.
    package var versions: Set<String> = []
    /// "b": letters of financing rounds.
    package var rounds: Set<String> = []
    /// Types of deals whose cues stand in it.
    package var types: Set<DealType> = []
    /// Its first sentences that speak of deals.
    package var tellings: [Telling] = []
    /// The status that its title speaks of.
    package var titleStatus: DealStatus?

    /// One sentence that speaks of a deal, with whom it names.
    package struct Telling: Hashable, Sendable {
        var types: Set<DealType>
        var names: Set<String>
        var sounds: Set<String>

        func hears(_ party: String) -> Bool {
            names.contains(party) || NameSound.isHeard(party, in: sounds)
        }
    }

    package init() {}

    /// Whether the story names a party, in any script.
    package func hears(_ party: String) -> Bool {
        names.contains(party) || NameSound.isHeard(party, in: sounds)
    }

    /// Bytes in which names are looked for, and room for what folding drops.
    private static let longestBeginning = 16_384

    /// Whether a text that is not analysed anew names a party.
    package static func hears(_ party: String, title: String, text: String) -> Bool {
        let beginning = (title + "\n" + text).utf8.prefix(longestBeginning)
        return NameSound.isHeard(
            party, in: SpokenNames(FoldedText(String(decoding: beginning, as: UTF8.self))).keys)
    }

    /// "4", "3.3": the numbers of versions that a title names.
    package static func versions(ofTitle title: String) -> Set<String> {
        let text = FoldedText(title)
        return Numbers.versions(text.bytes, text.bytes.indices)
    }

    /// "b": the letters of financing rounds that a text names.
    static func rounds(of text: String) -> Set<String> { Numbers.rounds(FoldedText(text).bytes) }

    /// What one report of several alone shows: in a round-up every deal's names stand beside every other's.
    package func narrowed(to report: DealReport) -> StorySketch {
        var sketch = self
        sketch.names = Set(report.parties.map(\.id))
        sketch.sounds = report.parties.reduce(into: []) { $0.formUnion(NameSound.keys(ofParty: $1.id)) }
        sketch.sums = report.amount.flatMap(CurrencyRates.dollars).map { [$0] } ?? []
        sketch.types = [report.type]
        sketch.quantities = []
        sketch.rounds = []
        sketch.tellings = []
        return sketch
    }
}

extension StorySketch {
    /// Cues of a type that weigh less together speak of it in passing.
    private static let leastWeight = 1.0
    /// A text with more sums is a table.
    private static let mostSums = 40

    init(_ scan: StoryScan, lexicon: Lexicon, amounts: [AmountMention]) {
        self.init()
        names = Set(scan.mentions.map { scan.entity($0.entity).id })
        sounds = SpokenNames(scan.text).keys
        sums = Array(
            amounts.lazy.compactMap { $0.amount.flatMap(CurrencyRates.dollars) }.prefix(Self.mostSums))
        quantities = Set(
            amounts.lazy.compactMap(\.quantity).prefix(Self.mostSums).map { "\($0.value) \($0.unit)" })
        if scan.hasTitle, let title = scan.sentences.first {
            versions = Numbers.versions(scan.text.bytes, title.range)
        }
        rounds = Numbers.rounds(scan.text.bytes)
        addCues(of: scan, lexicon)
        addTellings(of: scan, lexicon)
    }

    private mutating func addTellings(of scan: StoryScan, _ lexicon: Lexicon) {
        for (number, sentence) in scan.sentences.enumerated() where scan.isLead(sentence: number) {
            let types = scan.hits(inSentence: number).compactMap { hit -> DealType? in
                guard case .frame(let frame) = lexicon.cues[hit.cue].label else { return nil }
                return lexicon.frames[frame].type
            }
            guard !types.isEmpty else { continue }
            tellings.append(
                Telling(
                    types: Set(types),
                    names: Set(scan.mentions(inSentence: number).map { scan.entity($0.entity).id }),
                    sounds: SpokenNames(scan.text, in: sentence.range).keys))
        }
    }

    private mutating func addCues(of scan: StoryScan, _ lexicon: Lexicon) {
        var weights: [DealType: Double] = [:]
        var statuses: [DealStatus: Double] = [:]
        for hit in scan.hits {
            let cue = lexicon.cues[hit.cue]
            if case .frame(let number) = cue.label {
                weights[lexicon.frames[number].type, default: 0] += cue.weight
            } else if case .status(let status) = cue.label, scan.hasTitle, hit.sentence == 0 {
                statuses[status, default: 0] += cue.weight
            }
        }
        types = Set(weights.filter { $0.value >= Self.leastWeight }.keys)
        // "Denies that it will buy" speaks of both.
        titleStatus =
            statuses[.cancelled, default: 0] >= Self.leastWeight
            ? .cancelled : statuses.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
    }
}

/// Numbers that tell one of a series of like things from the next.
private enum Numbers {
    /// "Llama 3.3", 「Llama 4」: digits behind a letter, without a unit behind them; no years.
    static func versions(_ bytes: [UInt8], _ title: Range<Int>) -> Set<String> {
        var found: Set<String> = []
        var index = title.lowerBound
        while index < title.upperBound {
            guard isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < title.upperBound,
                isDigit(bytes[index])
                    || bytes[index] == 0x2E && index + 1 < title.upperBound && isDigit(bytes[index + 1])
            {
                index += 1
            }
            let digits = String(decoding: bytes[start..<index], as: UTF8.self)
            if digits.count <= 3, followsName(bytes, start, title), !hasUnit(bytes, index, title) {
                found.insert(digits)
            }
        }
        return found
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func followsName(_ bytes: [UInt8], _ start: Int, _ title: Range<Int>) -> Bool {
        var before = start
        while before > title.lowerBound, [0x20, 0x2D, 0x22].contains(bytes[before - 1]) { before -= 1 }
        guard before > title.lowerBound, start - before <= 2 else { return false }
        let kind = ScalarClass.before(before, in: bytes)
        return kind.isCased || kind.isCJK
    }

    private static func hasUnit(_ bytes: [UInt8], _ end: Int, _ title: Range<Int>) -> Bool {
        guard end < title.upperBound else { return false }
        if bytes[end] == UInt8(ascii: "%") { return true }
        let kind = ScalarClass.after(end, in: bytes)
        if kind != .space { return kind != .punctuation }
        let rest = bytes[(end + 1)..<title.upperBound]
        return units.contains { rest.starts(with: $0) }
    }

    private static let units: [[UInt8]] = [
        "million", "billion", "trillion", "bn", "mn", "mrd", "mio", "millones", "milhões", "bilhões", "mil",
        "milliard", "млрд", "млн",
        "percent", "per cent", "prozent", "gw", "mw",
    ].map { Array($0.utf8) }

    /// "Series B", "B轮", シリーズB: one letter from a to g beside the word for a round.
    static func rounds(_ bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        for index in bytes.indices where bytes[index] &- 0x61 < 7 {
            let isAlone =
                ScalarClass.after(index + 1, in: bytes) != .latin
                && ScalarClass.before(index, in: bytes) != .latin
            guard isAlone else { continue }
            var before = index
            if before > 0, [0x20, 0x2D].contains(bytes[before - 1]) { before -= 1 }
            let isNamed = words.contains { bytes[..<before].suffix($0.count) == $0[...] }
            if isNamed || suffixes.contains(where: { bytes[(index + 1)...].starts(with: $0) }) {
                found.insert(String(decoding: [bytes[index]], as: UTF8.self))
            }
        }
        return found
    }

    private static let words: [[UInt8]] = [
        "series", "serie", "série", "rodada", "ronda", "runde", "серии", "серия", "シリーズ", "시리즈",
    ].map { Array($0.utf8) }
    private static let suffixes: [[UInt8]] = ["轮", "-runde"].map { Array($0.utf8) }
}
