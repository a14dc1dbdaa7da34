import FoundationEssentials
import HTTPTransfer
import NewsModel

/// When a permanent redirect is believed: after three answers that agree, on three different days.
///
/// A captive portal or a hijacked server redirects "permanently" for an hour; a publisher who has moved does so for
/// ever. 302, 303 and 307 are followed and forgotten (RFC 9110 §15.4).
enum MoveRule {
    private static let days = 3

    /// Where the unbroken chain of permanent redirects from the feed's own address leads; nil when there is none.
    static func target(of redirects: [TransferResponse.Redirect]) -> String? {
        redirects.prefix { $0.status == 301 || $0.status == 308 }.last?.to
    }

    /// The watch after one more answer, which redirected to `target` or not at all.
    static func watch(_ move: FeedMove?, target: String?, now: Date) -> FeedMove? {
        guard let target else { return nil }
        let today = Int((now.timeIntervalSince1970 / 86_400).rounded(.down))
        guard let move, move.to == target else { return FeedMove(to: target, days: [today]) }
        return move.days.contains(today) ? move : FeedMove(to: target, days: move.days + [today])
    }

    static func isAgreed(_ move: FeedMove) -> Bool { move.days.count >= days }
}
