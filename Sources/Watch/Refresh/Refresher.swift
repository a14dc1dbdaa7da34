import Analysis
import FeedParsing
import Foundation
import HTTPTransfer
import NewsModel
import Persistence

/// Refreshes one feed: fetch, parse, analyse, and one transaction that stores all of it with the feed's state.
///
/// Validators and next check are committed with the entries: saved earlier, a crash would make the next 304 hide
/// entries that were never stored.
struct Refresher: Sendable {
    /// What became of one refresh.
    enum Result: Sendable {
        case updated(StoryFiler.Count)
        case unchanged
        case failed(StageError)
        /// The daemon stopped, or someone ended the subscription meanwhile; nothing was written.
        case abandoned
        /// The database refused; nothing was written and the feed stays due.
        case notStored(StoreError)
    }

    /// The subscription ended while the feed waited for its turn or was fetched.
    private struct Unsubscribed: Error {}

    let store: Store
    let transfers: TransferLoop
    let settings: Settings

    func refresh(_ feed: Feed) async -> Result {
        do {
            let response = try await FeedFetcher(transfers: transfers, settings: settings).fetch(feed)
            return try await take(response, feed)
        } catch let error as StageError {
            return await record(error, feed, PollingPolicy.Hints())
        } catch let error as StoreError where error.code != .cancelled {
            return .notStored(error)
        } catch {
            return .abandoned
        }
    }

    private func take(_ response: TransferResponse, _ feed: Feed) async throws -> Result {
        let now = Date()
        do {
            var answer = try Answer(response: response, feed: feed, now: now)
            guard let body = answer.body else {
                try await commit([], of: feed, answer, title: nil, now: now)
                return .unchanged
            }
            let parsed = try parse(body, answer, feed)
            answer.hints.feedInterval = Self.interval(asked: parsed.feed)
            let findings = try await analyse(parsed, feed, now: now)
            let title = feed.title.isEmpty ? parsed.feed.title.map { OneLine.text($0, atMost: 200) } : nil
            let count = try await commit(findings, of: feed, answer, title: title, now: now)
            return count == StoryFiler.Count() ? .unchanged : .updated(count)
        } catch let error as StageError {
            return await record(error, feed, Answer.hints(in: response, now: now), response)
        }
    }

    private func parse(_ body: [UInt8], _ answer: Answer, _ feed: Feed) throws(StageError) -> ParsedFeed {
        do {
            return try FeedParser.parse(body, contentType: answer.contentType, url: answer.url)
        } catch {
            throw StageError(
                feed: feed.id, stage: .parse, cause: OneLine.text("\(error); \(error.hint)"),
                severity: .notable,
                retry: .refused, status: answer.status)
        }
    }

    /// What the feed itself says about how often it changes.
    private static func interval(asked info: FeedInfo) -> Duration? {
        let seconds = [info.ttl.map { $0 * 60 }, info.updateSeconds].compactMap { $0 }.max()
        return seconds.map { .seconds($0) }
    }

    /// Only what the store does not know is worth an analysis.
    private func analyse(_ parsed: ParsedFeed, _ feed: Feed, now: Date) async throws -> [StoryFiler.Finding] {
        let entries = EntryMaker.entries(of: parsed, subscribed: feed.language)
        let unseen = try await store.unseen(feed: feed.id, entries: entries)
        var findings: [StoryFiler.Finding] = []
        for entry in unseen {
            try Task.checkCancellation()
            let published = min(entry.published ?? entry.updated ?? now, now)
            let analysis = settings.analyzer.analyze(
                title: entry.title, text: entry.text, language: entry.language, published: published)
            findings.append(StoryFiler.Finding(entry: entry, analysis: analysis))
        }
        // Oldest first, so that a deal's first report is the first that was published.
        return findings.sorted { ($0.entry.published ?? now) < ($1.entry.published ?? now) }
    }

    /// The one transaction of a refresh that gave an answer.
    @discardableResult
    private func commit(
        _ findings: [StoryFiler.Finding], of feed: Feed, _ answer: Answer, title: String?, now: Date
    ) async throws -> StoryFiler.Count {
        let decision = settings.policy.decide(
            after: findings.isEmpty ? .unchanged : .changed, hints: answer.hints,
            failures: feed.state.failureCount,
            now: now, random: .random(in: 0..<1))
        let state = FeedState(
            validators: answer.validators, nextCheck: decision.nextCheck, nextCheckReason: decision.reason,
            lastChecked: now, lastSucceeded: now, lastStatus: answer.status)
        let (matcher, rules) = (settings.matcher, settings.rules)
        let count: StoryFiler.Count? = try await store.write { transaction in
            guard try transaction.feed(id: feed.id) != nil else { return nil }
            // Before the stories, which carry the feed's title.
            try transaction.updateFeed(feed.id, state: state, title: title)
            let filer = StoryFiler(
                transaction: transaction, feed: feed, matcher: matcher, rules: rules, now: now)
            let count = try filer.file(findings)
            let isNew = count != StoryFiler.Count()
            try transaction.recordFetch(
                FetchRecord(
                    feed: feed.id, time: now,
                    outcome: answer.isNotModified ? .notModified : isNew ? .updated : .unchanged,
                    status: answer.status, bytes: answer.body?.count ?? 0, duration: answer.duration,
                    newStories: count.newStories, reason: decision.reason))
            return count
        }
        guard let count else { throw Unsubscribed() }
        return count
    }

    /// Stores a failure with the feed; what the last good answer left stays as it is.
    private func record(
        _ error: StageError, _ feed: Feed, _ hints: PollingPolicy.Hints, _ response: TransferResponse? = nil
    ) async -> Result {
        let now = Date()
        let decision = settings.policy.decide(
            after: .failed(error.retry), hints: hints, failures: feed.state.failureCount, now: now,
            random: .random(in: 0..<1))
        var state = feed.state
        state.nextCheck = decision.nextCheck
        state.nextCheckReason = decision.reason
        state.lastChecked = now
        state.lastStatus = error.status
        state.lastError = error.description
        state.failureCount = decision.failureCount
        let changed = state
        let fetch = FetchRecord(
            feed: feed.id, time: now, outcome: .failed, status: error.status,
            bytes: response?.body.count ?? 0,
            duration: response?.duration ?? 0, newStories: 0, reason: error.description)
        do {
            let isSubscribed = try await store.write { transaction in
                guard try transaction.feed(id: feed.id) != nil else { return false }
                try transaction.updateFeed(feed.id, state: changed, title: nil)
                try transaction.recordFetch(fetch)
                return true
            }
            return isSubscribed ? .failed(error) : .abandoned
        } catch {
            return .notStored(error)
        }
    }
}
