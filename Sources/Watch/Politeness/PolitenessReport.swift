import FoundationEssentials
package import NewsModel
package import Persistence

/// How this reader has treated its publishers, computed from the log of what it did, not from what it meant to do.
///
/// The criteria are those that publishers measure readers by (rachelbythebay.com/w/feed, openrss.org): conditional
/// requests, the validators exactly as last received, pacing, and no bursts.
package struct PolitenessReport: Sendable {
    package struct Criterion: Hashable, Sendable {
        package var name: String
        /// What was measured, in words.
        package var finding: String
        /// The broken cases, one line each; empty when the criterion holds.
        package var offences: [String]
    }

    package var criteria: [Criterion]

    package var isPolite: Bool { criteria.allSatisfy(\.offences.isEmpty) }

    /// One unconditional request in a hundred is forgiven: a feed that was removed and added again makes one.
    private static let forgiven = 0.01
    /// The log's times are those of our own clock around the transfer, not of the wire.
    private static let tolerance = 0.3

    /// `log` is by feed and oldest first, `pages` are the requests for article pages; the settings are those that the requests should have kept to.
    package init(
        feeds: [Feed], log: [FetchRecord], pages: [PageFetch] = [], fetch: Configuration.Fetch,
        polling: Configuration.Polling
    ) {
        let hosts = Dictionary(feeds.map { ($0.id, $0.host) }, uniquingKeysWith: { first, _ in first })
        let histories = Dictionary(grouping: log, by: \.feed)
        var conditional = ConditionalCount()
        var pacing = Pacing(polling: polling)
        for feed in feeds {
            conditional.take(feed, histories[feed.id] ?? [])
            pacing.take(feed, histories[feed.id] ?? [])
        }
        var criteria = conditional.criteria
        criteria.append(pacing.criterion)
        let pages = pages.filter(\.isRequest)
        if !pages.isEmpty { criteria.append(Self.repeats(pages)) }
        let asked =
            log.map { Asked(host: hosts[$0.feed] ?? "", start: $0.start, end: $0.time) }
            + pages.map(Asked.init)
        criteria.append(Self.bursts(asked, gap: fetch.perHostGap / .seconds(1)))
        self.criteria = criteria
    }

    /// Requests that could have been conditional, and validators that were not the last ones received.
    private struct ConditionalCount {
        private var chances = 0
        private var wasted: [String] = []
        private var sent = 0
        private var stale: [String] = []

        mutating func take(_ feed: Feed, _ history: [FetchRecord]) {
            var held = ValidatorPrint()
            // The last value of each field that was ever received.
            var last = ValidatorPrint()
            for fetch in history {
                if fetch.cause != .audit && !held.isEmpty {
                    chances += 1
                    if fetch.sent.isEmpty { wasted.append(PolitenessReport.line(feed, fetch)) }
                }
                if !fetch.sent.isEmpty {
                    sent += 1
                    let isStale =
                        Self.differ(fetch.sent.tag, last.tag)
                        || Self.differ(fetch.sent.modified, last.modified)
                    if isStale { stale.append(PolitenessReport.line(feed, fetch)) }
                }
                guard fetch.outcome != .failed else { continue }
                held = fetch.outcome == .notModified && fetch.received.isEmpty ? held : fetch.received
                last.tag = fetch.received.tag ?? last.tag
                last.modified = fetch.received.modified ?? last.modified
            }
        }

        /// What was received before the log begins is not known, and so not held against anyone.
        private static func differ(_ sent: Int64?, _ received: Int64?) -> Bool {
            guard let sent, let received else { return false }
            return sent != received
        }

        var criteria: [Criterion] {
            let isFew = Double(wasted.count) <= Double(chances) * PolitenessReport.forgiven
            return [
                Criterion(
                    name: "conditional requests",
                    finding: "\(wasted.count) of \(chances) requests left out validators that were known",
                    offences: isFew ? [] : wasted),
                Criterion(
                    name: "fresh validators",
                    finding:
                        "\(stale.count) of \(sent) conditional requests sent others than the last received",
                    offences: stale),
            ]
        }
    }

    /// Time from the end of one answer to the next request to the same feed.
    private struct Pacing {
        let polling: Configuration.Polling
        private var shortest: Double?
        private var offences: [String] = []
        /// What a person asked for at once owes no pause, and is told apart.
        private var byHand = 0

        init(polling: Configuration.Polling) { self.polling = polling }

        mutating func take(_ feed: Feed, _ history: [FetchRecord]) {
            for (before, fetch) in zip(history, history.dropFirst()) {
                if fetch.cause == .byHand {
                    byHand += 1
                    continue
                }
                let gap = fetch.start.timeIntervalSince(before.time)
                shortest = min(shortest ?? gap, gap)
                let asked = min(before.askedWait ?? 0, polling.maximum / .seconds(1))
                let needed = max(asked, polling.minimum / .seconds(1))
                guard gap < needed - PolitenessReport.tolerance else { continue }
                offences.append(
                    PolitenessReport.line(feed, fetch)
                        + ", \(Int(gap)) s after the last, not \(Int(needed)) s")
            }
        }

        var criterion: Criterion {
            let gap = shortest.map {
                "at least " + DurationText.format(.seconds($0)) + " between two requests to a feed"
            }
            let others = byHand == 0 ? "" : ", \(byHand) by hand left out"
            return Criterion(
                name: "pacing", finding: (gap ?? "no feed was asked twice by itself") + others,
                offences: offences)
        }
    }

    /// Requests to one host while another was under way or its pause not over.
    private static func bursts(_ asked: [Asked], gap: Double) -> Criterion {
        var offences: [String] = []
        let byHost = Dictionary(grouping: asked, by: \.host)
        for (host, fetches) in byHost.sorted(by: { $0.key < $1.key }) where !host.isEmpty {
            let ordered = fetches.sorted { $0.start < $1.start }
            for (before, fetch) in zip(ordered, ordered.dropFirst()) {
                let pause = fetch.start.timeIntervalSince(before.end)
                guard pause < gap - tolerance else { continue }
                offences.append(
                    "\(host) at \(fetch.start.formatted(.iso8601)), \(Int(pause * 1000)) ms after another")
            }
        }
        return Criterion(
            name: "no bursts",
            finding: "at most \(busiest(asked.map(\.start).sorted())) requests in 10 s over all hosts",
            offences: offences)
    }

    /// Pages asked for again although they do not change: a failure may be tried once more, nothing else.
    private static func repeats(_ pages: [PageFetch]) -> Criterion {
        let articles = pages.filter { $0.kind == .page }
        let byURL = Dictionary(grouping: articles, by: \.url)
        let offences = byURL.filter { _, fetches in
            fetches.count > 2
                || fetches.dropLast().contains { $0.outcome != .failed && $0.outcome != .redirected }
        }
        return Criterion(
            name: "pages once",
            finding:
                "\(articles.count.counting("page")) and \(pages.count - articles.count) robots.txt asked for, "
                + "\(articles.count - byURL.count) of the pages again",
            offences: offences.keys.sorted().map { "\($0), \((byURL[$0]?.count ?? 0).counting("time"))" })
    }

    /// One request, whatever for.
    fileprivate struct Asked {
        var host: String
        var start: Date
        var end: Date
    }

    /// The most times within ten seconds; `times` are sorted.
    private static func busiest(_ times: [Date]) -> Int {
        var (most, first) = (0, 0)
        for (index, time) in times.enumerated() {
            while time.timeIntervalSince(times[first]) > 10 { first += 1 }
            most = max(most, index - first + 1)
        }
        return most
    }

    private static func line(_ feed: Feed, _ fetch: FetchRecord) -> String {
        "feed \(feed.id) \(feed.url) at \(fetch.start.formatted(.iso8601))"
    }
}

extension PolitenessReport.Asked {
    fileprivate init(_ page: PageFetch) {
        self.init(
            host: WebPlace(page.url)?.host ?? "", start: page.time.addingTimeInterval(-page.duration),
            end: page.time)
    }
}

extension FetchRecord {
    /// When the request began.
    fileprivate var start: Date { time.addingTimeInterval(-duration) }
}
