/// A side of the industry that a story can strengthen.
///
/// The names of the two sides come from `config/lexicon/domain.toml`; `mixed` and `neither` are fixed.
package struct Camp: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let open = Camp(rawValue: "open")
    package static let closed = Camp(rawValue: "closed")
    /// Strengthens both to a like degree.
    package static let mixed = Camp(rawValue: "mixed")
    /// Strengthens neither, or the text gives no ground to say.
    package static let neither = Camp(rawValue: "none")
}

/// A kind of deal or move; the closed list with its roles is `config/lexicon/domain.toml`.
package struct DealType: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let partnership = DealType(rawValue: "partnership")
    package static let investment = DealType(rawValue: "investment")
    package static let acquisition = DealType(rawValue: "acquisition")
    package static let compute = DealType(rawValue: "compute")
    package static let licensing = DealType(rawValue: "licensing")
    package static let distribution = DealType(rawValue: "distribution")
    package static let release = DealType(rawValue: "release")
    package static let alliance = DealType(rawValue: "alliance")
    package static let jointVenture = DealType(rawValue: "joint_venture")
    package static let restructuring = DealType(rawValue: "restructuring")
    package static let talent = DealType(rawValue: "talent")
    package static let contract = DealType(rawValue: "contract")
    /// What a story without a deal announces.
    package static let none = DealType(rawValue: "none")
}

/// What a party does in a deal: investor, recipient, acquirer, partner.
package struct Role: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// The one role that people fill; all others are for organisations.
    package static let person = Role(rawValue: "person")
}

/// How far a deal has come.
package enum DealStatus: String, Sendable, Codable, CaseIterable {
    /// Talks, unnamed sources, "considers".
    case rumoured
    /// Said by the parties, not done yet.
    case announced
    /// Done: paid, closed, out, moved.
    case completed
    /// Called off, blocked or denied.
    case cancelled
}
