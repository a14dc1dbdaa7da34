package import Analysis
package import FoundationEssentials
import NewsModel
package import Persistence

/// Files stories of an export as if they came now, without alerts.
///
/// Each is analysed anew, because labels of another lexicon would stand beside ours, and its deals are matched with those
/// that are known. What the database has already, by key or by address, is left as it is, so a second import changes nothing.
package struct StoryImport {
    /// A line of `campwatch export stories --format jsonl`; other fields are passed over.
    package struct Record: Codable, Sendable {
        package var title: String
        package var text: String
        package var link: String?
        package var published: Date
        package var language: String?
        package var key: String
        package var feed_url: String
        package var feed_title: String

        package init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            title = try fields.decode(String.self, forKey: .title)
            text = try fields.decode(String.self, forKey: .text)
            link = try fields.decodeIfPresent(String.self, forKey: .link)
            published = try fields.decode(Date.self, forKey: .published)
            language = try fields.decodeIfPresent(String.self, forKey: .language)
            key = try fields.decode(String.self, forKey: .key)
            feed_url = try fields.decode(String.self, forKey: .feed_url)
            feed_title = try fields.decode(String.self, forKey: .feed_title)
            func refuse(_ field: CodingKeys, _ problem: String) -> DecodingError {
                .dataCorruptedError(forKey: field, in: fields, debugDescription: problem)
            }
            guard !key.isEmpty else { throw refuse(.key, "is empty") }
            let scheme = feed_url.lowercased()
            guard scheme.hasPrefix("http://") || scheme.hasPrefix("https://") else {
                throw refuse(.feed_url, "is no http or https address")
            }
        }
    }

    package struct Count: Hashable, Sendable {
        package var new = 0
        package var known = 0
    }

    /// Stories of one transaction.
    private static let batch = 100

    private let analyzer: Analyzer
    private let matcher = DealMatcher()
    private let store: Store
    private let now: Date
    private var waiting: [Record] = []
    package private(set) var count = Count()

    package init(lexicon: Lexicon, store: Store, now: Date) {
        analyzer = Analyzer(lexicon: lexicon)
        self.store = store
        self.now = now
    }

    package mutating func add(_ record: Record) async throws {
        waiting.append(record)
        if waiting.count >= Self.batch { try await finish() }
    }

    /// Stores what waits.
    package mutating func finish() async throws {
        let (records, analyzer, matcher, now) = (waiting, analyzer, matcher, now)
        waiting = []
        let new = try await store.write { transaction in
            try records.reduce(0) { count, record in
                try count + (Self.file(record, in: transaction, analyzer, matcher, now) ? 1 : 0)
            }
        }
        count.new += new
        count.known += records.count - new
    }

    /// False when it is known.
    private static func file(
        _ record: Record, in transaction: StoreTransaction, _ analyzer: Analyzer, _ matcher: DealMatcher,
        _ now: Date
    ) throws -> Bool {
        let feed = try transaction.feedOfImport(url: record.feed_url, title: record.feed_title, at: now)
        guard !(try transaction.isKnown(key: record.key, link: record.link, feed: feed)) else { return false }
        let language = record.language.flatMap(Language.init(tag:))
        let entry = Entry(
            key: record.key, title: record.title, link: record.link, published: record.published,
            text: record.text, language: language)
        let (analysis, sketch) = analyzer.read(
            title: record.title, text: record.text, language: language, published: min(record.published, now))
        let outcome = try transaction.store(entry: entry, feed: feed, analysis: analysis, now: now)
        guard case .new(let story) = outcome, let sketch else { return true }
        _ = try DealFiler(transaction: transaction, matcher: matcher, now: now).file(story, sketch)
        return true
    }
}
