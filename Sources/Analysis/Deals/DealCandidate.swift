import NewsModel

/// What one cue says in one sentence: a deal of some type with the names in its slots; a class, since clusters and
/// models sort and pick candidates again and again.
final class DealCandidate: Sendable {
    let schema: DealSchema
    /// Entities by role, in the order of the text.
    let parties: RoleMap<[Int]>
    /// Cue weight times the weight of its place.
    let score: Double
    let sentence: Int
    let hit: CueHit
    /// A status that the cue itself implies.
    let status: DealStatus?
    /// The sentence retells older news.
    let isBackground: Bool
    let isNegated: Bool
    /// Mentions that filled the slots, for evidence.
    let fillers: [(role: Role, mention: Mention)]

    var type: DealType { schema.type }

    init(
        schema: DealSchema, parties: RoleMap<[Int]>, score: Double, sentence: Int, hit: CueHit,
        status: DealStatus?,
        isBackground: Bool, isNegated: Bool, fillers: [(role: Role, mention: Mention)]
    ) {
        self.schema = schema
        self.parties = parties
        self.score = score
        self.sentence = sentence
        self.hit = hit
        self.status = status
        self.isBackground = isBackground
        self.isNegated = isNegated
        self.fillers = fillers
    }
}
