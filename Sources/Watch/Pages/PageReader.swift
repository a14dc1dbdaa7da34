import Analysis
import FeedParsing
import FoundationEssentials
import HTTPTransfer
import NewsModel
import Persistence

/// Reads the pages of the new entries of one refresh that are only teasers, before they are analysed.
///
/// A story waits for its page at most as long as `page_time` says; then, and whenever the page gives nothing better,
/// it goes on with the feed's own text. Nothing is stored here: texts, log and throttles belong into the transaction
/// of the refresh, so a daemon that is killed in between finds the entries new again.
struct PageReader: Sendable {
    let desk: PageDesk
    let transfers: TransferLoop
    let settings: Settings
    let throttles: ThrottleBook
    let feed: Feed
    /// Sets the mark that the feed is being read, or takes it away: while a page is awaited, any crash is another's.
    var mark: @Sendable (Bool) async throws -> Void = { _ in }

    /// What reading gave: the entries, in their order, some with a page's text, and what must be stored with them.
    struct Reading: Sendable {
        var entries: [Entry] = []
        var log: [PageFetch] = []
        var refusals: [ThrottleBook.Change] = []
    }

    /// Older stories are an archive, which comes with a new subscription, and no news.
    private static let longestAge: TimeInterval = 7 * 86_400

    func read(_ unseen: [Entry], stored: StoredTexts, now: Date) async throws -> Reading {
        var reading = Reading(entries: unseen.map { Self.kept($0, stored) })
        let wanted = choice(among: unseen, stored, now: now)
        guard !wanted.isEmpty else { return reading }
        try await mark(false)
        var visitor = PageVisitor(
            feed: feed, desk: desk, transfers: transfers, settings: settings, throttles: throttles,
            deadline: .now + settings.configuration.fetch.pageTime)
        var again: [Int] = []
        for index in wanted where try await take(index, &reading, &visitor, isLast: false) {
            again.append(index)
        }
        // One more try each, as late as possible.
        for index in again { _ = try await take(index, &reading, &visitor, isLast: true) }
        try await mark(true)
        reading.log = visitor.log
        reading.refusals = visitor.refusals
        return reading
    }

    /// An entry that has changed keeps the page's text that its story has, unless the feed gives more by now.
    ///
    /// A new teaser goes before it: an update is often told there first, and a page that cannot be had again would
    /// hide it.
    private static func kept(_ entry: Entry, _ stored: StoredTexts) -> Entry {
        guard let text = stored.pageTexts[entry.key], text.utf8.count > entry.text.utf8.count else {
            return entry
        }
        var entry = entry
        entry.pageText =
            stored.changed.contains(entry.key) ? StoredTexts.joined(teaser: entry.text, page: text) : text
        return entry
    }

    // MARK: - Which pages

    /// Indices of the entries whose pages are worth a request: of new stories the newest first, then of stories that
    /// have a page's text and another teaser by now.
    private func choice(among entries: [Entry], _ stored: StoredTexts, now: Date) -> [Int] {
        let fetch = settings.configuration.fetch
        let policy = feed.fullText ?? fetch.fullText
        guard policy != .never, fetch.pagesPerRefresh > 0 else { return [] }
        let dates = entries.map { $0.published ?? $0.updated ?? now }
        let recent = entries.indices.filter { now.timeIntervalSince(dates[$0]) <= Self.longestAge }
            .sorted { dates[$0] > dates[$1] }
        let news =
            recent.filter { !stored.known.contains(entries[$0].key) }
            + recent.filter { stored.changed.contains(entries[$0].key) }
        let doubt = leastDoubt(now)
        var links: Set<Substring> = []
        var chosen: [Int] = []
        for index in news where chosen.count < fetch.pagesPerRefresh {
            let entry = entries[index]
            // Several entries may be parts of one page.
            guard let link = entry.link?.prefix(while: { $0 != "#" }), !links.contains(link),
                policy == .always || TeaserRule.isTeaser(entry) && isPromising(entry, doubt, now: now)
            else { continue }
            links.insert(link)
            chosen.append(index)
        }
        return chosen
    }

    /// Whether title and teaser have anything to do with the industry.
    ///
    /// A general news feed publishes hundreds of stories a day, of which two are ours: to fetch pages that nobody will
    /// read is rude. "Anything" is less doubt that a story is beside the subject than of one that says nothing.
    private func isPromising(_ entry: Entry, _ doubt: Double, now: Date) -> Bool {
        let teaser = settings.analyzer.analyze(
            title: entry.title, text: entry.text, language: entry.language, published: now)
        return teaser.isRelevant || teaser.relevanceConfidence < doubt
    }

    /// How sure the analysis is that a text without any word of the subject is beside it.
    private func leastDoubt(_ now: Date) -> Double {
        settings.analyzer.analyze(title: "", text: "It rains.", language: .english, published: now)
            .relevanceConfidence
    }

    // MARK: - One page

    /// Gives an entry its page's text; true when another try may help.
    private func take(
        _ index: Int, _ reading: inout Reading, _ visitor: inout PageVisitor, isLast: Bool
    ) async throws -> Bool {
        guard let link = reading.entries[index].link.map({ String($0.prefix { $0 != "#" }) }) else {
            return false
        }
        switch try await claim(link, until: visitor.deadline) {
        case .busy: return false
        case .known(let page):
            if let page { use(page, for: index, &reading) }
            return false
        case .yours:
            // After `settle` there is nothing left to give up.
            defer { desk.release(link) }
            let visit = try await visitor.visit(link)
            if case .transient = visit, !isLast { return true }
            // Not asked, so whoever carries the story next may ask.
            if case .late = visit { return false }
            let page = try await read(visit, for: reading.entries[index], &visitor)
            desk.settle(link, page, now: .now)
            if let page { use(page, for: index, &reading) }
            return false
        }
    }

    /// Waits while another refresh asks for the same page.
    private func claim(
        _ link: String, until deadline: ContinuousClock.Instant
    ) async throws -> PageDesk.Claim {
        while true {
            let claim = desk.claim(link, now: .now)
            guard case .busy = claim, .now < deadline else { return claim }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func read(
        _ visit: PageVisitor.Visit, for entry: Entry, _ visitor: inout PageVisitor
    ) async throws -> PageDesk.Page? {
        guard case .page(let response) = visit else { return nil }
        try await mark(true)
        let page = page(in: response, for: entry)
        try await mark(false)
        visitor.close(
            page == nil ? .notBetter : .taken,
            page == nil ? "says no more than the feed, or is another page" : "read instead of the teaser")
        return page
    }

    private func page(in response: TransferResponse, for entry: Entry) -> PageDesk.Page? {
        let article = ArticleExtractor.extract(
            response.body, contentType: response.headers["Content-Type"], url: response.url)
        guard let article, let text = TeaserRule.better(article, than: entry) else { return nil }
        return PageDesk.Page(
            text: EntryMaker.text(text), published: article.published,
            language: article.language.flatMap(Language.init(tag:)))
    }

    /// What the feed states of date and language counts first.
    private func use(_ page: PageDesk.Page, for index: Int, _ reading: inout Reading) {
        let entry = reading.entries[index]
        // What is there already is a story's text behind its new teaser: the page may not tell yet what that tells.
        reading.entries[index].pageText =
            entry.pageText == nil ? page.text : StoredTexts.joined(teaser: entry.text, page: page.text)
        if reading.entries[index].published == nil && reading.entries[index].updated == nil {
            reading.entries[index].published = page.published
        }
        if reading.entries[index].language == nil { reading.entries[index].language = page.language }
    }
}
