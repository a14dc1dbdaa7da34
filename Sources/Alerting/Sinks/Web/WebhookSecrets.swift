import Foundation

/// The keys that sign a webhook's messages: one, or two while the receiver changes from one to the other.
///
/// Written as Standard Webhooks 1.0 has it: `whsec_` and 24 to 64 bytes in base64, each on its own line.
package struct WebhookSecrets: Sendable {
    private let keys: [[UInt8]]

    /// Why a text holds no such secrets; never quotes it.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    package init(_ text: String) throws(Failure) {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        guard (1...2).contains(lines.count) else {
            throw Failure(description: "needs one secret, or two on lines of their own, not \(lines.count)")
        }
        keys = try lines.map(Self.key)
    }

    private static func key(_ line: String) throws(Failure) -> [UInt8] {
        guard line.hasPrefix("whsec_"), let data = Data(base64Encoded: String(line.dropFirst(6))) else {
            throw Failure(
                description: "needs secrets such as whsec_MfKQ…: `whsec_` and base64; "
                    + "`printf 'whsec_%s\\n' \"$(openssl rand -base64 32)\"` makes one")
        }
        guard (24...64).contains(data.count) else {
            throw Failure(description: "needs secrets of 24 to 64 bytes, not \(data.count)")
        }
        return [UInt8](data)
    }

    /// The value of `webhook-signature`: a `v1` signature by each key, parted by blanks.
    func signature(id: String, timestamp: Int, body: String) -> String {
        let signed = Array("\(id).\(timestamp).\(body)".utf8)
        return keys.map {
            "v1," + Data(SHA256.authenticationCode(for: signed, key: $0)).base64EncodedString()
        }
        .joined(separator: " ")
    }
}
