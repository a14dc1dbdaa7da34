import NewsModel

/// The log-linear models that turn what cues and names show into labels.
///
/// Each weight has a name ("party", row "investment-investor", column "sector-fund"), so that the file which holds
/// them can be read, and every decision explained.
struct Models: Sendable {
    var deal: DealModel
    var party: PartyModel
    var camp: CampModel
    var status: StatusModel
    var amount: AmountModel
    var relevance: RelevanceModel
    var topic: TopicModel
    private(set) var stems = StemTable()

    /// Untrained models of a domain.
    init(camps: [Camp], schemas: [DealSchema], sectors: [String], markers: [String]) {
        deal = DealModel(schemas: schemas, sectors: sectors)
        party = PartyModel(schemas: schemas, sectors: sectors, markers: markers)
        camp = CampModel(camps: camps, schemas: schemas)
        status = StatusModel(schemas: schemas)
        amount = AmountModel(schemas: schemas)
        relevance = RelevanceModel(sectors: sectors)
        topic = TopicModel(types: schemas.map(\.type))
    }

    /// Makes room for the weights of words.
    mutating func add(stems words: [String]) {
        let columns = stems.add(words).map(StemTable.column)
        deal.grid.append(columns: columns)
        camp.grid.append(columns: columns)
    }

    /// Drops words that weigh next to nothing and weighed nothing before.
    mutating func dropFaintWords(newSince prior: Models) {
        deal.grid.dropFaintWords(newSince: prior.deal.grid)
        camp.grid.dropFaintWords(newSince: prior.camp.grid)
    }

    /// The grids by the names that they have in the file.
    static let grids: [(name: String, path: any WritableKeyPath<Models, WeightGrid> & Sendable)] = [
        ("relevance", \.relevance.grid), ("deal", \.deal.grid), ("party", \.party.grid),
        ("status", \.status.grid), ("amount", \.amount.grid), ("camp", \.camp.grid),
    ]
}
