import Foundation
import Persistence

/// What became of the article pages of a feed, in one line.
struct PageWords {
    var line: String?

    /// `log` is oldest first and holds the requests for robots.txt too; nil when no page was wanted.
    init(_ log: [PageFetch], now: Date) {
        let pages = log.filter { $0.kind == .page && $0.outcome != .redirected }
        guard let last = pages.last else { return }
        func count(_ outcome: PageFetch.Outcome, _ words: String) -> String? {
            let count = pages.count { $0.outcome == outcome }
            return count > 0 ? "\(count) \(words)" : nil
        }
        let counts = [
            count(.taken, "read"), count(.notBetter, "no better than the feed"), count(.failed, "failed"),
            count(.notAsked, "not asked for"),
        ].compactMap(\.self).joined(separator: ", ")
        let reason = last.outcome == .taken || last.reason.isEmpty ? "" : ": " + last.reason
        line = "\(counts); the last \(TimeText.relative(last.time, now: now))\(reason)"
    }
}
