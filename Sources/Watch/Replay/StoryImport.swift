package import Analysis
package import FoundationEssentials
import NewsModel
package import Persistence

/// Files stories of an export as if they came now, without alerts.
///
/// Each is analysed anew, because labels of another lexicon would stand beside ours, and its deals are matched with those
/// that are known. What the database has already, by key or by address, is left as it is but for labels that are newer
/// than its own, so a second import changes nothing.
package struct StoryImport {
    /// A line of `campwatch export stories --format jsonl`; other fields are passed over.
    package struct Record: Decodable, Sendable {
        package var title: String
        package var text: String
        package var link: String?
        package var published: Date
        package var language: String?
        package var key: String
        package var feed_url: String
        package var feed_title: String
        /// What people have said about it there.
        package var label: ImportedLabel?

        private enum CodingKeys: String, CodingKey {
            case title, text, link, published, language, key, feed_url, feed_title, label
        }

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
            label = try fields.decodeIfPresent(ImportedLabel.self, forKey: .label)
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
        /// Stories, new or known, that were labelled.
        package var labelled = 0
        /// Those of them that have to be analysed again.
        fileprivate var stale: [StoryID] = []
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
        let added = try await store.write { transaction in
            try records.reduce(into: Count()) { count, record in
                let isNew = try Self.file(record, in: transaction, analyzer, matcher, now, &count)
                if isNew { count.new += 1 } else { count.known += 1 }
            }
        }
        count.new += added.new
        count.known += added.known
        count.labelled += added.labelled
        guard !added.stale.isEmpty else { return }
        let again = ControlRequest(.reanalyze, stories: added.stale.map(\.rawValue))
        _ = await Reanalysis(analyzer: analyzer, since: nil).answer(to: again, on: store, now: now)
    }

    /// False when it is known.
    private static func file(
        _ record: Record, in transaction: StoreTransaction, _ analyzer: Analyzer, _ matcher: DealMatcher,
        _ now: Date, _ count: inout Count
    ) throws -> Bool {
        let feed = try transaction.feedOfImport(url: record.feed_url, title: record.feed_title, at: now)
        if let known = try transaction.knownStory(key: record.key, link: record.link, feed: feed) {
            try label(known, as: record, in: transaction, &count)
            return false
        }
        let language = record.language.flatMap(Language.init(tag:))
        let entry = Entry(
            key: record.key, title: record.title, link: record.link, published: record.published,
            text: record.text, language: language)
        let (analysis, sketch) = analyzer.read(
            title: record.title, text: record.text, language: language, published: min(record.published, now))
        let outcome = try transaction.store(entry: entry, feed: feed, analysis: analysis, now: now)
        guard case .new(let story) = outcome else { return true }
        if let sketch {
            _ = try DealFiler(transaction: transaction, matcher: matcher, now: now).file(story, sketch)
        }
        try label(story.id, as: record, in: transaction, &count)
        return true
    }

    private static func label(
        _ story: StoryID, as record: Record, in transaction: StoreTransaction, _ count: inout Count
    ) throws {
        guard let isStale = try record.label?.apply(to: story, in: transaction) else { return }
        count.labelled += 1
        if isStale { count.stale.append(story) }
    }
}
