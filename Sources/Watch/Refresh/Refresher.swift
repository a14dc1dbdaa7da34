import Analysis
import FeedParsing
import Foundation
import HTTPTransfer
import NewsModel
import Persistence

/// Refreshes one feed: fetch, parse, read pages, analyse, and one transaction that stores all of it with the feed's state.
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
        /// Not asked: the host or domain told other feeds to wait.
        case postponed
        /// The database refused; nothing was written and the feed stays due.
        case notStored(StoreError)
    }

    /// The subscription ended while the feed waited for its turn or was fetched.
    private struct Unsubscribed: Error {}

    /// Stories in which a rewritten history is looked for: more than any feed has entries.
    private static let rememberedStories = 4_000

    let store: Store
    let transfers: TransferLoop
    let settings: Settings
    let throttles: ThrottleBook
    let desk: PageDesk

    /// Gives back what became of it and lines that a person should read, once each.
    func refresh(_ feed: Feed) async -> (result: Result, remarks: [String]) {
        let start = Date()
        let request = FeedRequest(feed, now: start)
        if request.cause != .byHand, let pause = throttles.pause(for: feed, now: start) {
            return (await postpone(feed, pause, now: start), [])
        }
        do {
            let response = try await FeedFetcher(transfers: transfers, settings: settings).fetch(
                feed, validators: request.validators)
            // The pages take turns with the other feeds of the host.
            desk.gate.leave(feed.host, for: feed.id, now: .now)
            return try await take(response, request)
        } catch let error as StageError {
            return await record(error, request, duration: Date().timeIntervalSince(start))
        } catch let error as StoreError where error.isAboutTheRequest {
            let fault = StageError(
                feed: feed.id, stage: .store, cause: OneLine.text(error.description),
                severity: .internalFault,
                retry: .refused)
            return await record(fault, request, duration: Date().timeIntervalSince(start))
        } catch let error as StoreError where error.code != .cancelled {
            await unmark(feed)
            return (.notStored(error), [])
        } catch {
            await unmark(feed)
            return (.abandoned, [])
        }
    }

    /// A reading that was broken off in good order is no crash.
    private func unmark(_ feed: Feed) async {
        // Should even that fail, the feed is read alone at the next start, which harms nobody.
        try? await store.write(isDurable: false) { try $0.unmarkReading(feed.id) }
    }

    private func take(
        _ response: TransferResponse, _ request: FeedRequest
    ) async throws -> (result: Result, remarks: [String]) {
        let (feed, now) = (request.feed, Date())
        do {
            let answer = try Answer(
                response: response, feed: feed, isConditional: !request.sent.isEmpty, now: now)
            var review = FeedReview(feed, now: now)
            guard let body = answer.body else {
                review.takeNotModified(answer)
                return try await commit(PageReader.Reading(), [], request, answer, review)
            }
            #if PLANTED_FAULTS  // See PlantedFault: validators before the entries.
                if PlantedFault.current == .validatorsFirst { try await saveEarly(answer.received, of: feed) }
            #endif
            try await store.write(isDurable: false) { try $0.markReading(feed.id, at: now) }
            let parsed = try parse(body, answer, feed)
            let entries = EntryMaker.entries(of: parsed, subscribed: feed.language)
            let unseen = try await store.unseen(feed: feed.id, entries: entries)
            let edits = try await edits(among: unseen, of: entries.count, feed)
            let reading = try await readPages(unseen, feed, now: now)
            let findings = try analyse(reading.entries, edits, now: now)
            review.take(answer, body: body, parsed, findings, isAudit: request.cause == .audit)
            return try await commit(reading, findings, request, answer, review)
        } catch let error as StageError {
            return await record(error, request, duration: response.duration, response)
        }
    }

    private func parse(_ body: [UInt8], _ answer: Answer, _ feed: Feed) throws(StageError) -> ParsedFeed {
        do {
            return try DaemonMetrics.parseTime.measure { () throws(FeedParsingError) in
                try FeedParser.parse(
                    body, contentType: answer.contentType, contentLanguage: answer.contentLanguage,
                    url: answer.url,
                    limits: settings.configuration.parsingLimits,
                    repeatedIDs: feed.state.memory.repeatedIDs ?? [:])
            }
        } catch {
            throw StageError(
                feed: feed.id, stage: .parse, cause: OneLine.text("\(error); \(error.hint)"),
                severity: .notable, retry: error == .notAFeed(.html) ? .page : .refused,
                status: answer.status)
        }
    }

    /// The entries with the texts of their pages where the feed has only teasers.
    private func readPages(_ unseen: [Entry], _ feed: Feed, now: Date) async throws -> PageReader.Reading {
        guard !unseen.isEmpty else { return PageReader.Reading() }
        let stored = try await store.storedTexts(feed: feed.id, entries: unseen)
        let reader = PageReader(
            desk: desk, transfers: transfers, settings: settings, throttles: throttles, feed: feed
        ) { isReading in
            try await store.write(isDurable: false) { transaction in
                if isReading {
                    try transaction.markReading(feed.id, at: now)
                } else {
                    try transaction.unmarkReading(feed.id)
                }
            }
        }
        return try await reader.read(unseen, stored: stored, now: now)
    }

    private func analyse(
        _ entries: [Entry], _ edits: [String: StoryID], now: Date
    ) throws -> [StoryFiler.Finding] {
        var findings: [StoryFiler.Finding] = []
        for entry in entries {
            try Task.checkCancellation()
            let published = min(entry.possibleDate(now: now) ?? now, now)
            let (analysis, sketch) = DaemonMetrics.analysisTime.measure {
                settings.analyzer.read(
                    title: entry.title, text: entry.bestText, language: entry.language, published: published)
            }
            findings.append(
                StoryFiler.Finding(entry: entry, analysis: analysis, sketch: sketch, edited: edits[entry.key])
            )
        }
        // Oldest first, so that a deal's first report is the first that was published.
        return findings.sorted {
            ($0.entry.possibleDate(now: now) ?? now) < ($1.entry.possibleDate(now: now) ?? now)
        }
    }

    /// The known stories that entries with new keys stand for, when the feed has rewritten its history.
    private func edits(
        among unseen: [Entry], of count: Int, _ feed: Feed
    ) async throws(StoreError) -> [String: StoryID] {
        guard feed.state.lastSucceeded != nil, RewriteRule.isSuspicious(unseen: unseen.count, of: count)
        else { return [:] }
        let newKeys = try await store.newKeys(feed: feed.id, among: unseen.map(\.key))
        let known = try await store.knownStories(of: feed.id, limit: Self.rememberedStories)
        return RewriteRule.edits(unseen.filter { newKeys.contains($0.key) }, of: count, known: known)
    }

    /// The one transaction of a refresh that gave an answer.
    private func commit(
        _ reading: PageReader.Reading, _ findings: [StoryFiler.Finding], _ request: FeedRequest,
        _ answer: Answer, _ review: FeedReview
    ) async throws -> (result: Result, remarks: [String]) {
        let (feed, now) = (request.feed, review.now)
        let hints = review.hints(answer.hints)
        let decision = settings.policy.decide(
            after: findings.isEmpty ? .unchanged : .changed, hints: hints, failures: feed.state.failureCount,
            now: now, random: .random(in: 0..<1))
        let throttling = reading.refusals + [throttles.succeeded(feed, now: now)].compactMap(\.self)
        let title = feed.title.isEmpty ? review.memory.ownTitle : nil
        let (matcher, rules) = (settings.matcher, settings.rules)
        let maxAlertAge = settings.configuration.alerts.maxAge
        typealias Outcome = (result: Result, remarks: [String], fetch: FetchRecord, count: StoryFiler.Count)
        let outcome: Outcome? = try await store.write { transaction in
            guard try transaction.isSubscribed(feed.id) else { return nil }
            var review = review
            if let url = review.newURL {
                review.moved(to: url, isDone: try transaction.moveFeed(feed.id, to: url, at: now))
            }
            let state = FeedState(
                validators: review.validators, nextCheck: decision.nextCheck,
                nextCheckReason: decision.reason, lastChecked: now, lastSucceeded: now,
                lastStatus: answer.status, memory: review.memory(with: decision.record))
            // Before the stories, which carry the feed's title.
            try transaction.updateFeed(feed.id, state: state, title: title)
            let filer = StoryFiler(
                transaction: transaction, feed: feed, matcher: matcher, rules: rules,
                maxAlertAge: maxAlertAge, mostAlerts: review.mostAlerts, now: now)
            let count = try filer.file(findings)
            review.filed(count)
            let isNew = count != StoryFiler.Count()
            let fetch = FetchRecord(
                feed: feed.id, time: now,
                outcome: answer.isNotModified ? .notModified : isNew ? .updated : .unchanged,
                status: answer.status, bytes: answer.body?.count ?? 0, duration: answer.duration,
                newStories: count.newStories, reason: request.explained(decision.reason),
                cause: request.cause, sent: request.sent, received: review.received(answer),
                askedWait: hints.askedWait)
            try transaction.recordFetch(fetch)
            try transaction.record(reading.log, feed: feed.id)
            for change in throttling { try transaction.save(change.throttle, domain: change.domain) }
            return (isNew ? .updated(count) : .unchanged, review.remarks, fetch, count)
        }
        guard let outcome else { throw Unsubscribed() }
        DaemonMetrics.fetched(outcome.fetch)
        DaemonMetrics.asked(reading.log)
        DaemonMetrics.filed(outcome.count)
        return (outcome.result, outcome.remarks)
    }

    /// Makes a feed wait for the sake of its host, a little longer than the others that wait with it.
    private func postpone(_ feed: Feed, _ pause: (until: Date, reason: String), now: Date) async -> Result {
        let wait = pause.until.timeIntervalSince(now)
        let jitter = Double.random(in: 0..<1) * (wait * settings.configuration.polling.jitter)
        var state = feed.state
        state.nextCheck = pause.until.addingTimeInterval(jitter)
        state.nextCheckReason = pause.reason
        state.memory.schedule = ScheduleRecord(
            decided: now, inputs: [.init(.throttle, seconds: wait)], winner: .throttle, jitter: jitter)
        let changed = state
        do {
            return try await store.write { transaction in
                guard try transaction.isSubscribed(feed.id) else { return .abandoned }
                try transaction.updateFeed(feed.id, state: changed, title: nil)
                return .postponed
            }
        } catch {
            await unmark(feed)
            return .notStored(error)
        }
    }

    /// Stores a failure with the feed; what the last good answer left stays as it is.
    private func record(
        _ error: StageError, _ request: FeedRequest, duration: Double, _ response: TransferResponse? = nil
    ) async -> (result: Result, remarks: [String]) {
        let (feed, now) = (request.feed, Date())
        let hints = response.map { Answer.hints(in: $0, now: now) } ?? PollingPolicy.Hints()
        let decision = settings.policy.decide(
            after: .failed(error.retry), hints: hints, failures: feed.state.failureCount, now: now,
            random: .random(in: 0..<1))
        var review = FeedReview(feed, now: now)
        review.take(error)
        let (isRetired, remarks) = (review.isRetired, review.remarks)
        let refusal =
            error.retry == .throttled
            ? throttles.refused(feed, until: decision.nextCheck, now: now) : nil
        var state = feed.state
        state.nextCheck = decision.nextCheck
        state.nextCheckReason = decision.reason
        state.lastChecked = now
        state.lastStatus = error.status
        state.lastError = error.description
        state.failureCount = decision.failureCount
        state.memory = review.memory(with: decision.record)
        let changed = state
        let fetch = FetchRecord(
            feed: feed.id, time: now, outcome: .failed, status: error.status,
            bytes: response?.body.count ?? 0, duration: duration, newStories: 0,
            reason: request.explained(error.description), cause: request.cause, sent: request.sent,
            askedWait: hints.retryAfter.map { $0 / .seconds(1) })
        do {
            let isSubscribed = try await store.write { transaction in
                guard try transaction.isSubscribed(feed.id) else { return false }
                try transaction.updateFeed(feed.id, state: changed, title: nil)
                try transaction.recordFetch(fetch)
                if isRetired { try transaction.setPaused(true, feed: feed.id) }
                if let refusal { try transaction.save(refusal.throttle, domain: refusal.domain) }
                return true
            }
            if isSubscribed { DaemonMetrics.fetched(fetch) }
            return isSubscribed ? (.failed(error), remarks) : (.abandoned, [])
        } catch {
            await unmark(feed)
            return (.notStored(error), [])
        }
    }
}
