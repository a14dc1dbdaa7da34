import Foundation
import TestSupport

/// What a kill waits for: a third of them for nothing, the others for something that must not be torn apart.
package enum KillMoment: String, CaseIterable, Sendable {
    case anytime = "at any time"
    case database = "database file made"
    case ready = "daemon ready"
    case body = "feed body sent"
    case page = "article page asked for"
    case webhook = "webhook arrived"
    case line = "line in alerts.jsonl"

    /// A kill: after the `count`th such event and `delay` seconds more, at the latest `limit` seconds after the start.
    struct Plan {
        var moment: KillMoment
        var count = 1
        var delay: Double
        var limit: Double
    }

    /// From 5 ms to 2 s after the start.
    private static let window = 0.005...2.0

    /// The kill of one round; the first of a new database falls into its making.
    static func plan(isFirst: Bool, _ random: inout Randomness) -> Plan {
        let moment = isFirst ? .database : mix.randomElement(using: &random) ?? .anytime
        let any = Double.random(in: window, using: &random)
        return Plan(
            moment: moment, count: Int.random(in: moment.counts, using: &random),
            delay: moment == .anytime ? any : Double.random(in: 0...moment.longestDelay, using: &random),
            limit: moment == .anytime ? any : window.upperBound)
    }

    private static let mix: [KillMoment] = [
        .anytime, .anytime, .anytime, .anytime, .ready, .ready, .body, .body, .page, .webhook, .webhook,
        .line, .line,
    ]

    private var counts: ClosedRange<Int> {
        switch self {
        case .body: 1...4
        case .line: 1...3
        case .webhook: 1...8
        case .page: 1...2
        case .anytime, .database, .ready: 1...1
        }
    }

    /// Seconds; about as long as the work that the event begins.
    private var longestDelay: Double {
        switch self {
        case .anytime: 0
        case .database: 0.06
        case .ready: 0.2
        case .body, .webhook: 0.025
        case .page: 0.1
        case .line: 0.008
        }
    }
}
