/// The text that JSON-LD states as the article's body, as a judge of what was found in the page.
struct StatedBody {
    /// Shorter bodies are teasers.
    private static let shortest = 200
    /// Bytes of body that are indexed.
    private static let indexLimit = 1 << 20
    /// Letters by whose sameness two texts are taken for the same passage.
    private static let window = 24

    let text: String
    private let weight: Int
    /// Rolling hashes of every run of `window` letters.
    private let passages: Set<UInt64>

    init?(_ body: String?) {
        guard let body else { return nil }
        text = body
        let bytes = Array(body.utf8)
        weight = TextWeight.weight(bytes, 0..<bytes.count)
        guard weight >= Self.shortest else { return nil }
        passages = Self.hashes(Self.letters(body).prefix(Self.indexLimit))
    }

    /// Whether the page shows much less than it states.
    func isFuller(than found: Int) -> Bool { Double(found) < 0.75 * Double(weight) }

    /// The blocks from the first to the last that the stated body knows, when it knows most of them.
    ///
    /// What comes before and after are standing texts of the site; what lies between may be lists and quotations,
    /// which stated bodies often leave out.
    func trimmed(_ blocks: [ArticleBlock]) -> [ArticleBlock] {
        let known = blocks.map { knows($0) }
        let total = blocks.reduce(0) { $0 + $1.weight }
        let covered = zip(blocks, known).reduce(0) { $0 + ($1.1 ? $1.0.weight : 0) }
        guard covered * 2 > total, covered * 10 > weight * 8, let first = known.firstIndex(of: true),
            let last = known.lastIndex(of: true)
        else { return blocks }
        return Array(blocks[first...last])
    }

    /// Whether the start or the end of a block occurs in the body; a heading without a whole window does not.
    private func knows(_ block: ArticleBlock) -> Bool {
        let wanted = Self.letters(block.text)
        return [wanted.prefix(Self.window), wanted.suffix(Self.window)].contains {
            $0.count == Self.window && !passages.isDisjoint(with: Self.hashes($0))
        }
    }

    /// Rabin-Karp: each hash is made from the one before in constant time.
    private static func hashes(_ letters: ArraySlice<UInt8>) -> Set<UInt64> {
        let base: UInt64 = 0x0000_0100_0000_01B3
        var leaving: UInt64 = 1
        for _ in 0..<window { leaving = leaving &* base }
        var hashes: Set<UInt64> = []
        var hash: UInt64 = 0
        for index in letters.indices {
            hash = hash &* base &+ UInt64(letters[index]) &+ 1
            let first = index - window
            if first >= letters.startIndex { hash = hash &- leaving &* (UInt64(letters[first]) &+ 1) }
            if index - letters.startIndex >= window - 1 { hashes.insert(hash) }
        }
        return hashes
    }

    private static func letters(_ text: String) -> [UInt8] {
        text.utf8.filter { $0 >= 0x80 || $0.isASCIILetter || $0.isASCIIDigit }.map(\.asciiLowercased)
    }
}
