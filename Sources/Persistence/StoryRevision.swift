package import FoundationEssentials
import GRDB

/// What a story said before a change.
package struct StoryRevision: Hashable, Sendable {
    package var revision: Int
    package var title: String
    package var text: String
    package var replacedAt: Date
}

extension StoryRevision {
    init(row: Row) {
        self.init(
            revision: row["revision"], title: row["title"], text: row["text"],
            replacedAt: row.requiredDate("replaced_at"))
    }
}
