/// Something in a lexicon file that loads and yet does not do what it seems to.
package struct LexiconFinding: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// The same words twice for the same thing.
        case duplicate
        /// Words that never count.
        case dead
        /// One spelling for two things that exclude each other.
        case collision
        /// A slot of a frame that nothing in its language opens.
        case slot
    }

    package var kind: Kind
    package var file: String
    package var line: Int
    /// What is wrong and how to mend it.
    package var message: String

    /// "en.toml:12".
    package var place: String { "\(file):\(line)" }
}
