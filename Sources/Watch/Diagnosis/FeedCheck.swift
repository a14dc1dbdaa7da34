package import NewsModel

/// How the feeds do, and why those that fail do.
package struct FeedTally: Hashable, Sendable {
    package var total: Int
    package var fresh = 0
    package var good = 0
    package var failing = 0
    package var paused = 0
    package var quarantined = 0
    /// Why feeds fail and how many do for that, the commonest first.
    package var reasons: [Reason]

    package struct Reason: Hashable, Sendable {
        package var text: String
        package var feeds: Int
    }

    package init(_ feeds: [Feed]) {
        total = feeds.count
        var counts: [String: Int] = [:]
        for feed in feeds {
            if feed.state.memory.concern(.quarantined) != nil { quarantined += 1 }
            if feed.isPaused {
                paused += 1
            } else if feed.state.failureCount > 0 {
                failing += 1
                counts[Self.reason(of: feed), default: 0] += 1
            } else if feed.state.lastChecked == nil {
                fresh += 1
            } else {
                good += 1
            }
        }
        reasons = counts.map { Reason(text: $0.key, feeds: $0.value) }
            .sorted { ($1.feeds, $0.text) < ($0.feeds, $1.text) }
    }

    /// "3 × 503, 1 × Could not resolve host".
    package var reasonsInWords: String {
        reasons.prefix(5).map { "\($0.feeds) × \($0.text)" }.joined(separator: ", ")
            + (reasons.count > 5 ? " …" : "")
    }

    /// The failure without what is the feed's own, so that feeds with the same trouble come together.
    package static func reason(of feed: Feed) -> String {
        if let status = feed.state.lastStatus, status >= 400 { return "answer \(status)" }
        let error = feed.state.lastError ?? "failed"
        let words = error.split(separator: " - ", maxSplits: 1).first ?? ""
        let cause = words.split(separator: ";", maxSplits: 1).first.map(String.init) ?? error
        let stages = StageError.Stage.allCases.map { $0.rawValue + ": " }
        let bare = stages.first(where: cause.hasPrefix).map { String(cause.dropFirst($0.count)) } ?? cause
        let host = feed.host.split(separator: ":").first.map(String.init) ?? feed.host
        let named = bare.hasPrefix(host + ": ") ? String(bare.dropFirst(host.count + 2)) : bare
        // "Failed to connect to wire.example port 80 after 12 ms": the rest is the same for nobody else.
        let general = named.replacing(host, with: "…").split(separator: " after ", maxSplits: 1).first
        return OneLine.text(general.map(String.init) ?? named, atMost: 80)
    }
}

/// Whether feeds bring anything.
enum FeedCheck {
    /// So many failures in a row are no bad hour.
    private static let manyFailures = 5

    static func finding(_ feeds: [Feed]) -> Finding {
        let tally = FeedTally(feeds)
        guard tally.total > 0 else {
            return Finding(
                .feeds, .warning, "no feed is subscribed",
                remedy: "campwatch feeds add, or list some in feeds.opml")
        }
        let active = tally.total - tally.paused
        let words =
            "\(tally.good) of \(tally.total) are well, \(tally.failing) fail, \(tally.paused) are paused"
        if active > 0, tally.failing == active {
            return Finding(
                .feeds, .problem, "every feed fails: \(tally.reasonsInWords)",
                remedy: "check the network of this machine; `campwatch feeds check` says more of each feed")
        }
        let lasting = feeds.count { !$0.isPaused && $0.state.failureCount >= manyFailures }
        if lasting + tally.quarantined > 0 {
            return Finding(
                .feeds, .warning,
                "\(words): \(tally.reasonsInWords); \(lasting) for \(manyFailures) times in a row or more"
                    + (tally.quarantined > 0 ? "; \(tally.quarantined) in quarantine" : ""),
                remedy: "`campwatch feeds check` says for each what to do")
        }
        let reasons = tally.failing > 0 ? ": \(tally.reasonsInWords); they are tried again" : ""
        return Finding(.feeds, .ok, words + reasons)
    }
}
