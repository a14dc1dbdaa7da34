import NewsModel

/// Every three letters of a text that follow each other, as one number; what is no Latin letter is the edge of a word.
enum LetterTrigram {
    private static let edge: UInt64 = 0x5F
    /// Bits of a Unicode scalar.
    private static let width: UInt64 = 21

    /// Calls `body` with each trigram of a folded text, in order: `_la`, `la_`, `a_l` of "la l'entreprise".
    static func each(of bytes: ArraySlice<UInt8>, _ body: (UInt64) -> Void) {
        let text = Array(bytes)
        var (trigram, count, index) = (edge, 1, 0)
        while index <= text.count {
            let (kind, length) = index < text.count ? ScalarClass.of(text, at: index) : (.space, 1)
            let letter = kind == .latin ? UInt64(UTF8Scalar.decode(text, at: index).scalar) : edge
            if letter != edge || trigram & (1 << width - 1) != edge {
                trigram = (trigram << width | letter) & (1 << (3 * width) - 1)
                count += 1
                if count > 2 { body(trigram) }
            }
            index += length
        }
    }

    /// How the table writes a trigram: "_la".
    static func text(_ trigram: UInt64) -> String {
        let scalars = [trigram >> (2 * width), trigram >> width, trigram].compactMap {
            Unicode.Scalar(UInt32($0 & (1 << width - 1)))
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The trigram that is written so; nil for what no folded text has.
    static func trigram(_ written: Substring.UnicodeScalarView) -> UInt64? {
        guard written.count == 3, written.allSatisfy({ isLetter($0) || $0.value == edge }) else { return nil }
        return written.reduce(0) { $0 << width | UInt64($1.value) }
    }

    /// A small letter of the Latin blocks (Unicode, up to Latin Extended-B).
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x250 && scalar.properties.isLowercase
    }
}

/// How much trigrams of letters speak for each of the languages that share the Latin script.
///
/// A naive Bayes classifier (Dunning, Statistical Identification of Language, 1994). Read from `letters.toml`, which
/// `campwatch lexicon letters` counts.
struct LetterTable: Sendable {
    /// A trigram with its weight for each language, in tenths of a nat.
    typealias Row = (trigram: UInt64, weights: [Int8])

    /// More of a text does not change the answer.
    private static let byteLimit = 800

    let languages: [Language]
    /// The trigrams by open addressing, 0 where there is none; at most half full.
    private var trigrams: [UInt64]
    /// The weights, in the order of `trigrams`.
    private var weights: [Int8]

    init(languages: [Language] = [], _ rows: [Row] = []) {
        self.languages = languages
        var size = 16
        while size < rows.count * 2 { size *= 2 }
        trigrams = Array(repeating: 0, count: size)
        weights = Array(repeating: 0, count: size * languages.count)
        for row in rows {
            let place = place(of: row.trigram)
            trigrams[place] = row.trigram
            for (number, weight) in row.weights.enumerated() {
                weights[place * languages.count + number] = weight
            }
        }
    }

    /// The log-likelihood of each language against their mean, in nats, by the first letters of a folded text.
    ///
    /// A trigram counts once: an English story of Deutsche Bank, which it names ten times, is English.
    func scores(_ bytes: [UInt8]) -> [Double] {
        var sums = [Int](repeating: 0, count: languages.count)
        var isCounted = [Bool](repeating: false, count: trigrams.count)
        LetterTrigram.each(of: bytes.prefix(Self.byteLimit)) { trigram in
            let place = place(of: trigram)
            guard trigrams[place] != 0, !isCounted[place] else { return }
            isCounted[place] = true
            for number in sums.indices { sums[number] += Int(weights[place * sums.count + number]) }
        }
        return sums.map { Double($0) / 10 }
    }

    /// Where a trigram stands, or would.
    private func place(of trigram: UInt64) -> Int {
        // The high bits of a product hang on all bits of its factor (Knuth, TAOCP 6.4).
        let bits = UInt64(trigrams.count.trailingZeroBitCount)
        var place = Int(truncatingIfNeeded: (trigram &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
        while trigrams[place] != 0, trigrams[place] != trigram { place = (place + 1) & (trigrams.count - 1) }
        return place
    }
}
