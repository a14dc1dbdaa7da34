import FoundationEssentials
package import NewsModel

/// UUIDs of version 8 (RFC 9562, 5.8) that are the same for the same thing, made of a SHA-256.
package enum StableUUID {
    /// `urn:uuid:…`.
    package static func urn(_ seed: String) -> String {
        var bytes = Array(SHA256.digest(Array(seed.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x80
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
        return "urn:uuid:" + groups.joined(separator: "-")
    }

    /// Made of the deal's number and first time: numbers begin anew with another database.
    package static func urn(of deal: Deal) -> String {
        urn("campwatch deal \(deal.id.rawValue) \(Int(deal.firstSeen.timeIntervalSince1970 * 1_000))")
    }
}
