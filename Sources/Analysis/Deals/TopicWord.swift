import NewsModel

/// The words of a story's first sentences, each alone and with the next; of names and sums only the kind is taken.
struct TopicWord {
    /// A stem, or the sign of what stands there.
    fileprivate struct Token {
        var range: Range<Int>
        var sign: UInt8?

        func add(to hash: inout StableHash, _ bytes: [UInt8]) {
            if let sign { hash.add(CollectionOfOne(sign)) } else { hash.add(bytes[range]) }
        }

        func text(_ bytes: [UInt8]) -> String {
            sign.map { String(UnicodeScalar($0)) } ?? String(decoding: bytes[range], as: UTF8.self)
        }
    }

    /// Signs for a firm or product, a person, a sum of money, another number.
    private static let signs = (
        firm: UInt8(ascii: "@"), person: UInt8(ascii: "&"), sum: UInt8(ascii: "$"), number: UInt8(ascii: "#")
    )
    private static let joint = UInt8(ascii: "_")
    /// Here a story says what it is about.
    private static let mostSentences = 10

    /// The number of its sentence.
    let sentence: Int
    private let first: Token?
    private let last: Token

    var range: Range<Int> { (first ?? last).range.lowerBound..<last.range.upperBound }

    /// The hash of what `text` gives.
    func hash(_ bytes: [UInt8]) -> StableHash {
        var hash = StableHash()
        if let first {
            first.add(to: &hash, bytes)
            hash.add(CollectionOfOne(Self.joint))
        }
        last.add(to: &hash, bytes)
        return hash
    }

    /// "acqui", "@_acqui", "seed_round".
    func text(_ bytes: [UInt8]) -> String {
        (first.map { $0.text(bytes) + "_" } ?? "") + last.text(bytes)
    }

    /// Calls `body` with each word and each pair of a story, in order, from a sentence on.
    static func each(
        _ scan: StoryScan, _ amounts: SentenceAmounts, from first: Int, _ body: (TopicWord) -> Void
    ) {
        for sentence in scan.sentences.indices.dropFirst(first).prefix(mostSentences) {
            var previous: Token?
            eachToken(scan, amounts, sentence) { token in
                body(TopicWord(sentence: sentence, first: nil, last: token))
                if let previous { body(TopicWord(sentence: sentence, first: previous, last: token)) }
                previous = token
            }
        }
    }

    private static func eachToken(
        _ scan: StoryScan, _ amounts: SentenceAmounts, _ sentence: Int, _ body: (Token) -> Void
    ) {
        let range = scan.sentences[sentence].range
        let names = scan.mentions(inSentence: sentence).map {
            Token(
                range: $0.range, sign: scan.entity($0.entity).kind == .person ? signs.person : signs.firm)
        }
        let sums = amounts[sentence].map {
            Token(range: $0.range, sign: $0.kind == .money ? signs.sum : signs.number)
        }
        var start = range.lowerBound
        for known in (names + sums).sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where known.range.lowerBound >= start {
            Stems.each(scan.text.bytes, in: start..<known.range.lowerBound) { body(Token(range: $0)) }
            body(known)
            start = known.range.upperBound
        }
        if start < range.upperBound {
            Stems.each(scan.text.bytes, in: start..<range.upperBound) { body(Token(range: $0)) }
        }
    }
}
