/// How a stated figure bounds the true one.
package enum Bound: String, Sendable, Codable, CaseIterable {
    case exact
    case about
    case upTo = "up_to"
    case atLeast = "at_least"
}

/// A sum of money as the text gives it.
package struct Amount: Hashable, Sendable, Codable {
    /// In units of the currency, not thousands or millions.
    package var value: Double
    /// ISO 4217 code.
    package var currency: String
    package var bound: Bound

    package init(value: Double, currency: String, bound: Bound = .exact) {
        self.value = value
        self.currency = currency
        self.bound = bound
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        value = try fields.decode(Double.self, forKey: .value)
        currency = try fields.decode(String.self, forKey: .currency)
        bound = try fields.decodeIfPresent(Bound.self, forKey: .bound) ?? .exact
    }
}

/// Power, chips, seats: what a deal moves that is not money.
package struct Quantity: Hashable, Sendable, Codable {
    package var value: Double
    /// What is counted: "GW", "MW", "GPU", "chips", "servers".
    package var unit: String
    package var bound: Bound

    package init(value: Double, unit: String, bound: Bound = .exact) {
        self.value = value
        self.unit = unit
        self.bound = bound
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        value = try fields.decode(Double.self, forKey: .value)
        unit = try fields.decode(String.self, forKey: .unit)
        bound = try fields.decodeIfPresent(Bound.self, forKey: .bound) ?? .exact
    }
}
