import Persistence

/// Whether the database is whole and of the schema that this version reads.
struct DatabaseCheck {
    let store: Store

    func finding() async -> Finding {
        do throws(StoreError) {
            let version = try await store.schemaVersion()
            guard version == Store.newestSchema else {
                return Finding(
                    .database, .problem,
                    "its schema is version \(version.map { "\($0)" } ?? "unknown"), this campwatch reads \(Store.newestSchema)",
                    remedy: "install the same version of campwatchd and campwatch, and restart the daemon")
            }
            let faults = try await store.faults()
            guard faults.isEmpty else {
                return Finding(
                    .database, .problem, "it is damaged: \(faults.joined(separator: "; "))",
                    remedy: "stop campwatchd, keep the file for inspection and restore a backup")
            }
            return Finding(.database, .ok, "whole (quick_check), schema version \(Store.newestSchema)")
        } catch  where error.code == .tooSlow {
            return Finding(
                .database, .unchecked, "not checked to the end: it is too large to be read within 30 s",
                remedy: "run `PRAGMA integrity_check` on a backup")
        } catch {
            return Finding(.database, .problem, error.description, remedy: error.remedy)
        }
    }
}
