import Foundation

/// A world in which one cycle brings 10,000 matches: ten feeds of fifty takeovers each, and twenty rules that match
/// every one; each rule tells the log and two receivers, a webhook's and that of a telephone (ntfy).
package final class StormWorld: Sendable {
    package static let matches = feeds * stories * rules
    private static let feeds = 10
    private static let stories = 50
    private static let rules = 20

    package let files: NewsWorld
    package let desk: LoopbackServer
    package let phone: LoopbackServer

    package init() throws {
        desk = try LoopbackServer { _ in LoopbackReply(status: 204) }
        phone = try LoopbackServer { _ in LoopbackReply(status: 200) }
        let numbers = 0..<Self.feeds
        files = try NewsWorld(
            Dictionary(uniqueKeysWithValues: numbers.map { ("/wire-\($0).xml", .feed(Self.feed($0))) }))
        try files.write("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", to: "desk.secret")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: files.config + "/desk.secret")
        try files.write(
            NewsWorld.settings + """

                [sinks.desk]
                type = "webhook"
                url = "\(desk.url("/alerts"))"
                secret_file = "desk.secret"
                allow_addresses = ["127.0.0.1"]
                [sinks.phone]
                type = "ntfy"
                url = "\(phone.url("/news"))"
                allow_addresses = ["127.0.0.1"]
                """, to: "campwatch.toml")
        let rules = (1...Self.rules).map { number in
            """
            [[rule]]
            name = "rule-\(number)"
            filter = ""
            sinks = ["log", "desk", "phone"]
            """
        }
        try files.write(rules.joined(separator: "\n"), to: "rules.toml")
    }

    /// The lines of `alerts.jsonl`, one for each match.
    package var lines: [Substring] {
        get throws {
            try String(contentsOfFile: files.state + "/alerts.jsonl", encoding: .utf8).split(separator: "\n")
        }
    }

    private static func feed(_ number: Int) -> String {
        let buyers = ["Nvidia", "OpenAI", "Anthropic", "Mistral AI", "Microsoft", "Amazon", "Google"]
        let takeovers = (number * stories..<(number + 1) * stories).map { serial in
            let (buyer, target) = (buyers[serial % buyers.count], InventedName.number(serial))
            let sum = "$\(150 + 50 * (serial % 15)) million"
            return (
                title: "\(buyer) acquires AI start-up \(target) for \(sum)",
                text: """
                \(buyer) announced that it acquires \(target) for \(sum). The start-up writes software for AI inference.
                """
            )
        }
        return WorldStories.feed("Wire \(number)", takeovers)
    }
}
