package import FoundationEssentials
import GRDB
package import NewsModel

extension Store {
    /// The deals that a story was filed under at or after a time.
    package func deals(reportedSince start: Date) async throws(StoreError) -> [DealID] {
        try await read("list the reports") { db in
            try Int64.fetchAll(
                db, sql: "SELECT DISTINCT deal_id FROM reports WHERE time >= ? ORDER BY deal_id",
                arguments: [start.milliseconds]
            ).map(DealID.init(rawValue:))
        }
    }
}
