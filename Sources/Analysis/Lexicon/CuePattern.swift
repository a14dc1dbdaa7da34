import NewsModel

/// What a cue speaks for.
enum CueLabel: Hashable, Sendable {
    case relevant
    case irrelevant
    case camp(Camp)
    case status(DealStatus)
    /// The sentence retells what was known before.
    case background
    case negation
    /// An outlet beside it reports and takes no part: "reported", "according to".
    case attribution
    /// Speaks of a move between camps, towards the one named.
    case shift(Camp)
    case frame(Int)
}

/// A phrase of a lexicon, compiled for matching.
///
/// Written form: words separated by spaces; `*` at the end of a word lets any ending follow; ` … ` lets up
/// to `gapLimit` bytes of the same sentence stand between two parts ("获 … 投资", "take* … stake in").
struct CuePattern: Sendable {
    /// Folded words that follow each other directly, or after a gap.
    struct Part: Sendable {
        /// A slice, so that those of a table can stand in one array.
        var bytes: ArraySlice<UInt8>
        /// Any ending may follow.
        var isOpenEnded: Bool
        /// A gap may lie before this part; otherwise a single space (or, in unspaced text, nothing).
        var followsGap: Bool
    }

    /// The most bytes that a gap may span: about eight Latin words or forty characters of Chinese.
    static let gapLimit = 60

    var parts: [Part]
    var label: CueLabel
    var weight: Double

    /// Compiles the written form; nil when it has no words.
    init?(_ written: String, label: CueLabel, weight: Double) {
        var parts: [Part] = []
        var followsGap = false
        for word in FoldedText.bytes(of: written).split(whereSeparator: { $0 <= 0x20 }) {
            if word.elementsEqual("…".utf8) || word.elementsEqual("...".utf8) {
                followsGap = true
                continue
            }
            let isOpen = word.last == UInt8(ascii: "*")
            let bytes = isOpen ? word.dropLast() : word
            if let last = parts.last, !last.isOpenEnded, !followsGap {
                parts[parts.count - 1].bytes.append(0x20)
                parts[parts.count - 1].bytes += bytes
                parts[parts.count - 1].isOpenEnded = isOpen
            } else {
                parts.append(Part(bytes: bytes, isOpenEnded: isOpen, followsGap: followsGap))
            }
            followsGap = false
        }
        guard let first = parts.first, !first.bytes.isEmpty else { return nil }
        self.parts = parts
        self.label = label
        self.weight = weight
    }
}
