import NewsModel

/// A span that names a company, a product that stands for one, or a person.
struct Mention: Sendable {
    /// Folded bytes.
    var range: Range<Int>
    /// Index into the lexicon's entities.
    var entity: Int
    var isProduct: Bool
    var isEdition = false
    var ownCamp: Camp?
    var cases: RussianForms.Cases
    /// Index of the sentence in the story's list.
    var sentence: Int
    /// The slot that a preposition, particle or case ending opens for it, if any.
    var marker: String?
    /// Where the marker's word starts, if it stands before the name.
    var markerStart: Int?
}

/// A cue found in the text.
struct CueHit: Sendable {
    /// Index into the lexicon's cues.
    var cue: Int
    /// From the first part to the last, folded bytes.
    var range: Range<Int>
    /// From the start of the first gap to the end of the last, parts between them included; nil for a cue without gaps.
    var inside: Range<Int>?
    var sentence: Int

    /// In place of a cue's index: the words are in no list (`UncuedDeals`).
    static let noCue = -1

    /// Whether a name is one of its words: MIT in "MIT licence".
    func spellsOut(_ name: Range<Int>) -> Bool {
        range.contains(name) && range != name && inside?.overlaps(name) != true
    }
}

/// What matching found in one story; a class, since every reader of the story holds it.
final class StoryScan: Sendable {
    let text: FoldedText
    let sentences: [Sentence]
    let language: Language
    /// In the order of the text, like the hits.
    let mentions: [Mention]
    let hits: [CueHit]
    /// Whom the lists know, then whom only this story names: what `Mention.entity` counts in.
    private let listed: [Entity]
    private let unlisted: [Entity]
    private let mentionRows: SentenceRows
    private let hitRows: SentenceRows

    init(
        text: FoldedText, sentences: [Sentence], language: Language, mentions: [Mention], hits: [CueHit],
        listed: [Entity], unlisted: [Entity] = []
    ) {
        self.listed = listed
        self.unlisted = unlisted
        self.text = text
        self.sentences = sentences
        self.language = language
        self.mentions = mentions
        self.hits = hits
        mentionRows = SentenceRows(mentions.lazy.map(\.sentence), sentences: sentences.count)
        hitRows = SentenceRows(hits.lazy.map(\.sentence), sentences: sentences.count)
    }

    func isListed(_ number: Int) -> Bool { number < listed.count }

    func entity(_ number: Int) -> Entity {
        number < listed.count ? listed[number] : unlisted[number - listed.count]
    }

    func mentions(inSentence number: Int) -> ArraySlice<Mention> { mentions[mentionRows[number]] }
    func hits(inSentence number: Int) -> ArraySlice<CueHit> { hits[hitRows[number]] }

    /// Whether the story has a title of its own.
    var hasTitle: Bool { sentences.first?.index == 0 }

    func isTitle(sentence number: Int) -> Bool { sentences[number].index == 0 }

    /// How much a sentence counts: the title most, the lead more than what follows.
    func weight(ofSentence number: Int) -> Double {
        let sentence = sentences[number]
        if sentence.index == 0 { return 2.5 }
        if isLead(sentence: number) { return hasTitle ? 1.3 : 1.7 }
        if sentence.paragraph <= 2 { return 0.8 }
        return 0.5
    }

    /// The title and the first sentences; a text without a title may begin with lines of furniture.
    func isLead(sentence number: Int) -> Bool { sentences[number].index <= (hasTitle ? 2 : 6) }
}
