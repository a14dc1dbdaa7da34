import NewsModel

/// Every three letters of a text that follow each other, as one number; what is no Latin letter is the edge of a word.
enum LetterRun {
    private static let edge: UInt64 = 0x5F
    /// Bits of a Unicode scalar.
    private static let width: UInt64 = 21

    /// Calls `body` with each run of a folded text, in order: `_la`, `la_`, `a_l` of "la l'entreprise".
    static func each(of bytes: ArraySlice<UInt8>, _ body: (UInt64) -> Void) {
        let text = Array(bytes)
        var (run, count, index) = (edge, 1, 0)
        while index <= text.count {
            let (kind, length) = index < text.count ? ScalarClass.of(text, at: index) : (.space, 1)
            let letter = kind == .latin ? UInt64(UTF8Scalar.decode(text, at: index).scalar) : edge
            if letter != edge || run & (1 << width - 1) != edge {
                run = (run << width | letter) & (1 << (3 * width) - 1)
                count += 1
                if count > 2 { body(run) }
            }
            index += length
        }
    }

    /// How the table writes a run: "_la".
    static func text(_ run: UInt64) -> String {
        let scalars = [run >> (2 * width), run >> width, run].compactMap {
            Unicode.Scalar(UInt32($0 & (1 << width - 1)))
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The run that is written so; nil for what is none.
    static func run(_ text: String) -> UInt64? {
        let scalars = Array(text.unicodeScalars)
        return scalars.count == 3 ? scalars.reduce(0) { $0 << width | UInt64($1.value) } : nil
    }
}

/// How much runs of three letters speak for each of the languages that share the Latin script.
///
/// A naive Bayes classifier of letter trigrams (Dunning, Statistical Identification of Language, 1994). Read from `letters.toml`,
/// which `campwatch lexicon letters` counts.
struct LetterTable: Sendable {
    /// More of a text does not change the answer.
    private static let byteLimit = 800

    let languages: [Language]
    /// The runs by open addressing, 0 where there is none; at most half full.
    private var runs: [UInt64]
    /// Tenths of a nat for each language, in the order of `runs`.
    private var weights: [Int8]

    /// Runs with a weight for each language.
    init(languages: [Language] = [], _ rows: [(run: UInt64, weights: [Int8])] = []) {
        self.languages = languages
        var size = 16
        while size < rows.count * 2 { size *= 2 }
        runs = Array(repeating: 0, count: size)
        weights = Array(repeating: 0, count: size * languages.count)
        for row in rows {
            let place = place(of: row.run)
            runs[place] = row.run
            for (number, weight) in row.weights.enumerated() {
                weights[place * languages.count + number] = weight
            }
        }
    }

    /// The log-odds of each language against their mean, in nats, by the first letters of a folded text.
    ///
    /// A run counts once: an English story of Deutsche Bank, which it names ten times, is English.
    func scores(_ bytes: [UInt8]) -> [Double] {
        var sums = [Int](repeating: 0, count: languages.count)
        var isCounted = [Bool](repeating: false, count: runs.count)
        LetterRun.each(of: bytes.prefix(Self.byteLimit)) { run in
            let place = place(of: run)
            guard runs[place] != 0, !isCounted[place] else { return }
            isCounted[place] = true
            for number in sums.indices { sums[number] += Int(weights[place * sums.count + number]) }
        }
        return sums.map { Double($0) / 10 }
    }

    /// Where a run stands, or would.
    private func place(of run: UInt64) -> Int {
        let mask = runs.count - 1
        var place = Int(truncatingIfNeeded: (run &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
        while runs[place] != 0, runs[place] != run { place = (place + 1) & mask }
        return place
    }
}
