import NewsModel

/// Parties that stand on the wrong side of a deal that has two sides.
enum RoleReversal {
    private static let opposites: [String: String] = {
        let directional = [
            ("investor", "recipient"), ("acquirer", "target"), ("customer", "provider"),
            ("licensor", "licensee"), ("supplier", "channel"), ("employer", "source"),
        ]
        return Dictionary(uniqueKeysWithValues: directional.flatMap { [($0, $1), ($1, $0)] })
    }()

    /// True when some party's predicted role is the opposite of its gold role.
    ///
    /// The reference keeps an arbitrary one of a party's roles when it has several; here any of them counts.
    static func reverses(_ gold: GoldDeal, _ predicted: GoldDeal) -> Bool {
        gold.parties.contains { party in
            opposites[party.role.rawValue].map { opposite in
                predicted.parties.contains { $0.id == party.id && $0.role.rawValue == opposite }
            } ?? false
        }
    }
}
