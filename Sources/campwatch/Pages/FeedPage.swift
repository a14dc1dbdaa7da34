import Foundation
import NewsModel
import Persistence
import Watch

/// Why a feed was or was not fetched, in plain words.
struct FeedPage {
    var feed: Feed
    /// Newest first.
    var fetches: [FetchRecord]
    /// Oldest first.
    var pages: [PageFetch]
    /// When its pages are read, by its own setting or the daemon's.
    var fullText: FullText
    var now: Date
    var terminal: Terminal

    var lines: [String] {
        let state = feed.state
        var lines = [
            terminal.style((feed.title.isEmpty ? feed.url : feed.title).safe, .bold),
            terminal.style(feed.url.safe, .dim), "",
            row("state", feed.condition.rawValue, feed.condition.paint),
            row("next check", nextCheck), row("because", state.nextCheckReason),
            row("last check", time(state.lastChecked) + status), row("last good", time(state.lastSucceeded)),
        ]
        if let error = state.lastError {
            lines += [row("error", error, .red), row("failures", "\(state.failureCount) in a row")]
        }
        if let tag = state.validators.entityTag { lines.append(row("ETag", tag)) }
        if let modified = state.validators.lastModified { lines.append(row("Last-Modified", modified)) }
        if !feed.allowedAddresses.isEmpty {
            lines.append(row("may be on", feed.allowedAddresses.joined(separator: ", ")))
        }
        let words = [policyWords, PageWords(pages, now: now).line].compactMap(\.self)
        if !words.isEmpty { lines.append(row("pages", words.joined(separator: "; "))) }
        return lines + scheduleLines + fetchLines
    }

    /// Who asked for which wait when the next check was set, the longest marked.
    private var scheduleLines: [String] {
        guard let schedule = feed.state.memory.schedule else { return [] }
        let inputs = schedule.inputs.map { input in
            let words = ScheduleWords.words(input, failures: feed.state.failureCount)
            let isWinner = input.source == schedule.winner
            return row(
                ScheduleWords.name(input.source), words + (isWinner ? " (the longest)" : ""),
                isWinner ? .bold : nil)
        }
        let limit = schedule.limit.map { row("limit", "cut to the configured \($0.rawValue)") }
        let jitter = TimeText.seconds(schedule.jitter).map { row("by chance", "\($0) more") }
        let rhythm = feed.state.memory.rhythm.flatMap { rhythm in
            rhythm.isKnown(at: now)
                ? row("publishes", String(format: "%.1f a day", rhythm.perDay(at: now))) : nil
        }
        return ["", "  asked at \(TimeText.minute(schedule.decided)) UTC:"] + inputs
            + [limit, jitter, rhythm].compactMap(\.self)
    }

    private var fetchLines: [String] {
        guard !fetches.isEmpty else { return [] }
        let table = TableFormatter(columns: [
            .init(title: "TIME"), .init(title: "OUTCOME"), .init(title: "HTTP"),
            .init(title: "BYTES", isRightAligned: true), .init(title: "SECONDS", isRightAligned: true),
            .init(title: "NEW", isRightAligned: true), .init(title: "REASON", flexibleTo: 20),
        ])
        return ["", table.format(fetches.map(cells), for: terminal)]
    }

    private func cells(_ fetch: FetchRecord) -> [TableFormatter.Cell] {
        [
            .init(TimeText.minute(fetch.time), .dim),
            .init(fetch.outcome.rawValue.replacing("_", with: " "), fetch.outcome == .failed ? .red : nil),
            .init(fetch.status.map { String($0) } ?? "–"), .init(String(fetch.bytes)),
            .init(String(format: "%.2f", fetch.duration)), .init(String(fetch.newStories)),
            .init(fetch.reason.safe),
        ]
    }

    /// Says whose setting keeps pages from being read.
    private var policyWords: String? {
        guard fullText == .never else { return nil }
        return feed.fullText == nil
            ? "never read, by full_text in campwatch.toml" : "never read, by what was set for this feed"
    }

    private var nextCheck: String {
        let next = feed.state.nextCheck.map { "\(TimeText.minute($0)) UTC, " } ?? ""
        return next + feed.nextCheckText(now: now)
    }

    private var status: String { feed.state.lastStatus.map { " (HTTP \($0))" } ?? "" }

    private func time(_ date: Date?) -> String {
        date.map { "\(TimeText.minute($0)) UTC, \(TimeText.relative($0, now: now))" } ?? "never"
    }

    private func row(_ label: String, _ value: String, _ paint: Paint? = nil) -> String {
        terminal.fact(label, value, paint, labelWidth: 15)
    }
}
