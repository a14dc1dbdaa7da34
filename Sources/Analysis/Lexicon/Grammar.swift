import NewsModel

/// The words of one language that tie names to cues.
struct Grammar: Sendable {
    /// The slot of a name that a deal is aimed against: it fills no role.
    static let opponent = "against"

    /// Folded words that join names into one group.
    var conjunctions: Set<[UInt8]> = []
    /// Folded words that stand before a noun, with or without an adjective, and between joined names too.
    var articles: Set<[UInt8]> = []
    /// Folded word before a name → slot.
    var before: [[UInt8]: String] = [:]
    /// The same, longest first, where words are not cut by spaces.
    private(set) var beforeByLength: [(word: [UInt8], slot: String)] = []
    /// Folded particle after a name → slot, longest first.
    var after: [(bytes: [UInt8], slot: String)] = []

    init() {}

    init(_ file: LanguageFile.Grammar) {
        conjunctions = Set(file.conjunctions.map { FoldedText.bytes(of: $0) })
        articles = Set((file.articles ?? []).map { FoldedText.bytes(of: $0) })
        for (slot, words) in file.before ?? [:] {
            for word in words { before[FoldedText.bytes(of: word)] = slot }
        }
        beforeByLength = before.map { (word: $0.key, slot: $0.value) }.sorted {
            $0.word.count != $1.word.count
                ? $0.word.count > $1.word.count : $0.word.lexicographicallyPrecedes($1.word)
        }
        for (slot, words) in file.after ?? [:] {
            for word in words { after.append((FoldedText.bytes(of: word), slot)) }
        }
        after.sort {
            $0.bytes.count != $1.bytes.count
                ? $0.bytes.count > $1.bytes.count : $0.bytes.lexicographicallyPrecedes($1.bytes)
        }
    }

    /// Whether a folded word may stand between names of one group.
    func joins(_ word: ArraySlice<UInt8>) -> Bool {
        let word = Array(word)
        return conjunctions.contains(word) || articles.contains(word)
    }

    /// Every slot that a word or particle opens.
    var slots: Set<String> { Set(before.values).union(after.map(\.slot)) }
}

/// What a frame's cue says about the names around it.
struct Frame: Sendable {
    var schema: DealSchema
    var weight: Double
    /// What stands in a slot: left, inside, right, or a marker.
    var slots: FrameSlots
    var status: DealStatus?

    var type: DealType { schema.type }
}

/// The few slots of a frame with their roles; going through them is faster than hashing a name.
struct FrameSlots: Sendable {
    private let slots: [(name: String, role: Role)]
    /// There are more than two slots, and all have one role.
    let isSymmetric: Bool

    init(_ slots: [String: Role]) {
        self.slots = slots.map { (name: $0.key, role: $0.value) }
        isSymmetric = slots.count > 2 && Set(slots.values).count == 1
    }

    subscript(name: String) -> Role? {
        for slot in slots where slot.name == name { return slot.role }
        return nil
    }
}

/// What the domain file says about one deal type.
final class DealSchema: Sendable {
    let type: DealType
    let principals: [Role]
    let roles: Set<Role>
    let serves: [Role: Double]
    let defaultStatus: DealStatus
    let threshold: Double
    /// "amount", "valuation", "quantity".
    let sums: Set<String>
    /// Every holder of one of these roles makes a record of its own.
    let each: [Role]
    /// Roles in which only firms stand: who "buys ChatGPT Enterprise for the staff" buys none.
    let firms: Set<Role>
    /// Every organisation in the cue's sentence takes part.
    let takesAll: Bool
    let isSymmetric: Bool
    let minimumParties: Int

    /// Its roles, the principal ones first.
    let orderedRoles: [Role]

    init(_ deal: DomainFile.Deal) {
        type = DealType(rawValue: deal.type)
        principals = deal.principals.map(Role.init)
        roles = Set(deal.roles.map(Role.init))
        serves = Dictionary(
            (deal.serves ?? [:]).map { (Role(rawValue: $0), $1) }, uniquingKeysWith: { first, _ in first })
        defaultStatus = deal.status.flatMap(DealStatus.init) ?? .announced
        threshold = deal.threshold
        sums = Set(deal.sums ?? [])
        each = (deal.each ?? []).map(Role.init)
        firms = Set((deal.firms ?? []).map(Role.init))
        takesAll = deal.all ?? false
        isSymmetric = deal.symmetric ?? false
        minimumParties = deal.parties ?? 1
        orderedRoles = principals + roles.subtracting(principals).sorted { $0.rawValue < $1.rawValue }
    }

    /// Whether names stand on both sides of the deal.
    func isWhole(_ parties: RoleMap<[Int]>) -> Bool {
        if isSymmetric { return parties.values.reduce(0) { $0 + $1.count } > 1 }
        return principals.count > 1 && principals.allSatisfy { parties[$0] != nil }
    }
}
