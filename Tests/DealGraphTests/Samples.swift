import Foundation
import NewsModel

/// "A>B" pays; the deal's number is the flow's place, from 1.
func flows(_ text: String) -> [MoneyFlow] {
    text.split(separator: " ").enumerated().map { index, pair in
        let ends = pair.split(separator: ">").map(String.init)
        return MoneyFlow(deal: DealID(rawValue: Int64(index + 1)), from: ends[0], to: ends[1])
    }
}

extension Deal {
    /// Parties as "investor:a recipient:b".
    static func sample(
        _ id: Int64, _ type: DealType = .investment, _ parties: String, _ amount: Amount? = nil,
        status: DealStatus = .announced
    ) -> Deal {
        let time = Date(timeIntervalSince1970: 1_760_000_000 + Double(id))
        return Deal(
            id: DealID(rawValue: id), type: type, status: status, camp: .closed,
            parties: parties.split(separator: " ").map {
                let parts = $0.split(separator: ":").map(String.init)
                return Party(id: parts[1], role: Role(rawValue: parts[0]))
            }, amount: amount, confidence: 0.9, firstSeen: time, lastChanged: time, firstOutlet: "Wire",
            firstLanguage: .english)
    }
}

extension Amount {
    static func usd(_ value: Double, _ bound: Bound = .exact) -> Amount {
        Amount(value: value, currency: "USD", bound: bound)
    }
}
