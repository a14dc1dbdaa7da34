package import NewsModel

/// Which layer of the industry the deals of a type are about: capital, compute, distribution, release.
///
/// Read from `layer` in `lexicon/domain.toml` alone, since the rest of the lexicon takes far longer.
package struct DealLayers: Hashable, Sendable {
    /// That of a type without a layer.
    package static let other = "other"

    /// In the order of the file, `other` last.
    package let names: [String]
    private let layers: [DealType: String]

    package init(directory: String) throws(LexiconErrors) {
        let mistakes = LexiconMistakes()
        let domain = LexiconFile.table("\(directory)/lexicon/domain.toml", mistakes).map(DomainFile.init)
        try mistakes.check()
        self.init(
            (domain?.deal ?? []).compactMap { deal in
                deal.layer.map { (type: DealType(rawValue: deal.type), layer: $0) }
            })
    }

    package init(_ types: [(type: DealType, layer: String)]) {
        layers = Dictionary(types.map { ($0.type, $0.layer) }, uniquingKeysWith: { first, _ in first })
        names =
            types.reduce(into: []) { names, type in
                if !names.contains(type.layer), type.layer != Self.other { names.append(type.layer) }
            } + [Self.other]
    }

    package func layer(of type: DealType) -> String { layers[type] ?? Self.other }
}
