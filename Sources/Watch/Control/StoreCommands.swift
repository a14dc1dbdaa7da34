import FeedParsing
package import FoundationEssentials
import HTTPTransfer
import NewsModel
package import Persistence

/// Performs the commands that change the database: for the daemon, and for the CLI when none is running.
package enum StoreCommands {
    package static func perform(
        _ request: ControlRequest, on store: Store, now: Date
    ) async -> ControlResponse {
        do throws(StoreError) {
            switch request.command {
            case .addFeed: return try await addFeed(request, store)
            case .removeFeed: return try await removeFeed(request, store, now)
            case .pauseFeed: return try await pause(request, store)
            case .resumeFeed: return try await resume(request, store, now)
            case .importFeeds: return try await importFeeds(request, store)
            case .refresh: return try await makeDue(request, store)
            case .retryAlert: return try await retryAlert(request, store, now)
            case .disableSink: return try await disableSink(request, store, now)
            case .enableSink: return try await enableSink(request, store)
            case .splitDeal: return try await splitDeal(request, store, now)
            case .mergeDeals: return try await mergeDeals(request, store, now)
            case .labelStory: return try await labelStory(request, store, now)
            case .clearLabel: return try await clearLabel(request, store, now)
            case .rejectDeal: return try await rejectDeal(request, store, now)
            case .unrejectDeal: return try await unrejectDeal(request, store, now)
            case .reload, .status, .reanalyze:
                return .failed("no campwatchd is running on this state directory")
            }
        } catch {
            return .failed(error.description)
        }
    }

    private static func addFeed(_ request: ControlRequest, _ store: Store) async throws(StoreError)
        -> ControlResponse
    {
        guard let url = request.url else { return .failed("add-feed needs a url") }
        if let tag = request.language, Language(tag: tag) == nil {
            return .failed("\"\(OneLine.text(tag, atMost: 20))\" is none of the ten languages")
        }
        let fullText = request.fullText.flatMap(FullText.init(rawValue:))
        guard request.fullText == nil || fullText != nil else {
            return .failed("full text is auto, always or never")
        }
        let subscription = OPML.Subscription(
            title: request.title ?? "", url: url, folder: request.folder ?? "", language: request.language)
        for text in request.allow ?? [] {
            do throws(AddressBlockError) {
                _ = try AddressBlock(text)
            } catch {
                return .failed(error.description)
            }
        }
        let added = try await store.write { transaction in
            let added = try transaction.add([subscription])
            if let fullText { try transaction.setFullText(fullText, url: url) }
            if let allow = request.allow {
                try transaction.allow(allow, url: url)
                // What was refused until now need not wait for its next check.
                _ = try transaction.makeDue(url: url)
            }
            return added
        }
        if added > 0 { return .done("subscribed to \(url)", feedCount: 1) }
        let opened = request.allow.map { blocks in
            blocks.isEmpty
                ? "; private addresses are closed to it"
                : "; it may be fetched from \(blocks.joined(separator: ", ")) and is due"
        }
        return .done("\(url) is subscribed already\(opened ?? "")", feedCount: 0)
    }

    private static func removeFeed(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let feed = try await subscribed(request, store) else { return unknown(request) }
        try await store.write { try $0.removeFeed(feed.id, at: now) }
        return .done("ended the subscription to \(feed.url); its stories stay", feedCount: 1)
    }

    private static func pause(_ request: ControlRequest, _ store: Store) async throws(StoreError)
        -> ControlResponse
    {
        guard let feed = try await subscribed(request, store) else { return unknown(request) }
        guard !feed.isPaused else { return .done("\(feed.url) is paused already", feedCount: 0) }
        try await store.write { try $0.setPaused(true, feed: feed.id) }
        return .done("\(feed.url) is paused; `campwatch feeds resume \(feed.id)` ends that", feedCount: 1)
    }

    /// Makes the feed due at once and forgets why it was stopped.
    private static func resume(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let feed = try await subscribed(request, store) else { return unknown(request) }
        guard feed.isPaused else { return .done("\(feed.url) is not paused", feedCount: 0) }
        try await store.write { transaction in
            // Read here, so that what a refresh stored in between stays.
            guard var state = try transaction.feed(id: feed.id)?.state else { return }
            state.nextCheck = nil
            state.nextCheckReason = "resumed by hand"
            state.memory.crashes = nil
            state.memory.goneAnswers = nil
            for reason in [FeedConcern.Kind.retired, .quarantined] {
                _ = state.memory.set(reason, nil, now: now)
            }
            try transaction.updateFeed(feed.id, state: state, title: nil)
            try transaction.setPaused(false, feed: feed.id)
        }
        return .done("\(feed.url) is refreshed again", feedCount: 1)
    }

    private static func importFeeds(
        _ request: ControlRequest, _ store: Store
    ) async throws(StoreError) -> ControlResponse {
        guard let opml = request.opml else { return .failed("import needs the text of an OPML file") }
        let subscriptions: [OPML.Subscription]
        do {
            subscriptions = try SubscriptionFile.parse(Array(opml.utf8), file: "OPML").feeds
        } catch {
            return .failed(error.description)
        }
        let added = try await store.write { try $0.add(subscriptions) }
        // Worth a word: lists come from elsewhere.
        let opened = subscriptions.count { !$0.allow.isEmpty }
        let note = opened > 0 ? "; the list opens private addresses to \(opened) of them" : ""
        return .done(
            "\(added) of \(subscriptions.count.counting("feed")) \(added == 1 ? "is" : "are") new\(note)",
            feedCount: added)
    }

    private static func makeDue(_ request: ControlRequest, _ store: Store) async throws(StoreError)
        -> ControlResponse
    {
        // A feed that has moved is still meant by its old address.
        let url = try await subscribed(request, store)?.url ?? request.url
        let count = try await store.write { try $0.makeDue(url: url) }
        if count == 0, url != nil {
            guard let feed = try await subscribed(request, store) else { return unknown(request) }
            return .failed("\(feed.url) is paused: `campwatch feeds resume \(feed.id)` refreshes it again")
        }
        return .done("\(count.counting("feed is", "feeds are")) due", feedCount: count)
    }

    private static func subscribed(_ request: ControlRequest, _ store: Store) async throws(StoreError)
        -> Feed?
    {
        guard let url = request.url else { return nil }
        return try await store.feed(url: url)
    }

    private static func unknown(_ request: ControlRequest) -> ControlResponse {
        .failed("no feed has the address \(OneLine.text(request.url ?? "(none)")); see campwatch feeds list")
    }
}
