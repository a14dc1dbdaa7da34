package import FoundationEssentials
import GRDB
package import NewsModel

/// What became of an entry.
package enum StoryOutcome: Hashable, Sendable {
    case new(Story)
    /// Title or text changed; the old ones are kept as a revision, its reports are given up and handed over.
    case revised(Story, previous: Story, reports: [FormerReport])
    /// Another feed has brought the same article before: this is its story.
    case carried(Story)
    case unchanged
}

/// A report that a story made before it was revised.
package struct FormerReport: Hashable, Sendable {
    package var deal: DealID
    package var report: DealReport
}

extension StoreTransaction {
    /// How many earlier forms of a story are kept: some pages change with every look.
    package static let keptRevisions = 10

    /// How many keys of one story by its feed are kept.
    static let keptKeys = 4

    package func story(id: StoryID) throws(StoreError) -> Story? {
        try step("read a story") { db in try Story.fetch(db, id: id) }
    }

    /// Stores an entry: as a new story, as a new revision of its story, or as one more carrier of a story.
    ///
    /// An entry is known by feed and key. A new entry whose canonical link another story has belongs to that
    /// story, unless it is from the same feed under another title: then its link does not tell articles apart
    /// (a page with anchors). Only entries of the feed that brought a story first revise it, since carriers shorten
    /// and rewrite what they carry; when that subscription has ended, the next carrier with a change does. A revision drops the
    /// story's reports of deals, for the caller to attach those of the new text. `edited` names the story of the
    /// feed that a new key stands for, where the caller has found that out.
    package func store(
        entry: Entry, feed: FeedID, analysis: StoryAnalysis, edited: StoryID? = nil, now: Date
    ) throws(StoreError) -> StoryOutcome {
        try step("store an entry") { db in
            let writer = StoryWriter(
                db: db, entry: entry, feed: feed, analysis: analysis, edited: edited, now: now)
            return try writer.store()
        }
    }
}
