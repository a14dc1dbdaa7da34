/// The passage that speaks for one label.
package struct Evidence: Hashable, Sendable, Codable {
    /// Which of a story's two texts the offsets count in.
    package enum Field: String, Sendable, Codable {
        case title
        case text
    }

    /// What it speaks for: "relevant", "camp:open", "deal:investment", "role:investor:nvidia",
    /// "status:rumoured", "amount", "valuation", "quantity", "shift:google".
    package var label: String
    package var field: Field
    /// Offsets of the cue in Unicode scalars of the field, end exclusive.
    package var start: Int
    package var end: Int
    /// The cue as the story writes it.
    package var cue: String
    /// The sentence around the cue as the story writes it.
    package var sentence: String
    /// Natural-log odds that the cue adds to (or takes from) its label.
    package var weight: Double

    package init(
        label: String, field: Field, start: Int, end: Int, cue: String, sentence: String, weight: Double
    ) {
        self.label = label
        self.field = field
        self.start = start
        self.end = end
        self.cue = cue
        self.sentence = sentence
        self.weight = weight
    }
}
