import NewsModel

/// What the domain file says of camps, kinds and deal types: all that names and words must fit to.
struct LexiconDomain: Sendable {
    var version = ""
    var camps: [Camp] = []
    /// Nil where companies may be of any kind.
    var kinds: [String]?
    var schemas: [DealSchema] = []

    /// Of a configuration without a domain file.
    init() {}

    init(_ file: DomainFile) {
        version = file.version
        camps = file.camps.map(Camp.init)
        kinds = file.kinds
        schemas = file.deal.filter { $0.check() }.map(DealSchema.init)
    }
}
