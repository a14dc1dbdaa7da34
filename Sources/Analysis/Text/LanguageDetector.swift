import NewsModel

/// Tells the ten languages apart, by script first and by trigrams of letters within the Latin script.
///
/// Kana means Japanese and Hangul Korean; Cyrillic is Russian unless letters stand in it that Russian
/// lacks; Han alone is Chinese, whose script is told by counting characters that only one of the two
/// scripts has. A text in another language of the same script is taken for the nearest.
struct LanguageDetector: Sendable {
    let letters: LetterTable

    /// How much of a text is read: more does not change the answer.
    private static let byteLimit = 6_000

    /// The language of a text and the probability that it is right; a feed's statement is a weak prior.
    func detect(_ text: FoldedText, prior: Language?) -> (language: Language, confidence: Double) {
        let counts = ScriptCounts(text.bytes.prefix(Self.byteLimit))
        let letters = counts.letters
        guard letters > 0 else { return (prior ?? .undetermined, prior == nil ? 0 : 0.5) }
        if counts.hangul * 4 > letters { return (.korean, 0.99) }
        if counts.kana * 12 > counts.kana + counts.han, counts.kana > 1, counts.kana * 12 > letters / 2 {
            return (.japanese, 0.99)
        }
        if counts.han * 6 > letters || counts.han > counts.latin / 4 && counts.han > 8 {
            return chinese(text, counts, prior)
        }
        // Names of companies stand in Latin letters in Russian news, but nothing in Cyrillic ones in news of the West.
        if counts.cyrillic * 6 > letters {
            return counts.foreignCyrillic * 50 > counts.cyrillic ? (.undetermined, 0.8) : (.russian, 0.99)
        }
        return latin(text, prior)
    }

    private func chinese(
        _ text: FoldedText, _ counts: ScriptCounts, _ prior: Language?
    ) -> (language: Language, confidence: Double) {
        let traditional = Double(text.traditionalCount)
        let share = traditional / Double(max(counts.totalHan(text), 1))
        if share > 0.06 { return (.chineseTraditional, 0.98) }
        if share < 0.02 || prior == nil { return (.chineseSimplified, share < 0.02 ? 0.98 : 0.7) }
        return (prior == .chineseTraditional ? .chineseTraditional : .chineseSimplified, 0.7)
    }

    private func latin(_ text: FoldedText, _ prior: Language?) -> (language: Language, confidence: Double) {
        var scores = letters.scores(text.bytes)
        let hasEvidence = scores.contains { $0 != 0 }
        if let prior, let index = letters.languages.firstIndex(of: prior) {
            scores[index] += Self.trustInFeeds
        }
        let ranked = scores.enumerated().sorted { $0.element > $1.element }
        guard hasEvidence, ranked.count > 1 else { return (prior ?? .undetermined, 0.3) }
        let margin = ranked[0].element - ranked[1].element
        // Latin names alone ("OpenAI GPT-5 Pro") do not make a Russian feed's item French.
        if let prior, !letters.languages.contains(prior), margin < Self.trustInFeeds { return (prior, 0.5) }
        return (letters.languages[ranked[0].offset], min(0.99, logistic(margin * Self.independence)))
    }

    /// Nats that a feed's statement is worth; nearly every title in another language outweighs it.
    private static let trustInFeeds = 8.0
    /// Neighbouring trigrams say much the same, so their sum claims more than it knows: with this share of it, what is stated comes true
    /// as often as stated (least Brier score of titles and sentences that the table was not counted from).
    private static let independence = 0.35
}

/// How many letters of each script a text has.
struct ScriptCounts {
    var latin = 0
    var cyrillic = 0
    var foreignCyrillic = 0
    var han = 0
    var kana = 0
    var hangul = 0

    var isLatin: Bool { latin * 2 > letters }
    var letters: Int { latin + cyrillic + han + kana + hangul }

    init(_ bytes: ArraySlice<UInt8>) {
        let array = Array(bytes)
        var index = 0
        while index < array.count {
            let (kind, length) = ScalarClass.of(array, at: index)
            switch kind {
            case .latin: latin += 1
            case .cyrillic:
                cyrillic += 1
                let scalar = UTF8Scalar.decode(array, at: index).scalar
                if !(0x430...0x44F).contains(scalar) { foreignCyrillic += 1 }
            case .han: han += 1
            case .hiragana, .katakana: kana += 1
            case .hangul: hangul += 1
            default: break
            }
            index += length
        }
    }

    /// Han characters of the whole text, estimated from the part that was read.
    func totalHan(_ text: FoldedText) -> Int {
        let read = min(text.bytes.count, 6_000)
        return read == 0 ? 0 : han * text.bytes.count / read
    }
}
