/// How much is measured; the full plan stays under six minutes on two cores.
struct Plan: Encodable {
    var name: String
    /// Measured runs; one more warms the caches.
    var runs: Int
    /// Entries of the large feed (about 2.8 KB each).
    var largeEntries: Int
    /// How often the small feed (30 entries, 50 KB) is read in one run.
    var smallFeeds: Int
    /// Stories analysed in one run.
    var analysed: Int
    /// Stories stored in one run.
    var stored: Int
    /// Feeds of 20 entries in one cycle.
    var feeds: Int
    /// Feeds fetched from nginx in one run.
    var fetched: Int
    /// Subscriptions of the daemon that has nothing to do.
    var subscribed: Int
    /// Stories of the database that lists are asked of.
    var archived: Int

    static let full = Plan(
        name: "full", runs: 5, largeEntries: 50_000, smallFeeds: 500, analysed: 5_000, stored: 2_000,
        feeds: 200, fetched: 10_000, subscribed: 5_000, archived: 300_000)
    static let quick = Plan(
        name: "quick", runs: 3, largeEntries: 10_000, smallFeeds: 200, analysed: 1_000, stored: 1_000,
        feeds: 50, fetched: 2_000, subscribed: 5_000, archived: 30_000)
}

/// A group of rows, as `--only` names them.
enum Stage: String, Encodable, CaseIterable {
    case parse, fetch, analyse, store, cycle, idle, archive

    func rows(_ plan: Plan, _ runner: Runner, _ folder: String) throws -> [BenchRow] {
        switch self {
        case .parse: try ParseRows(plan: plan, runner: runner, folder: folder).measure()
        case .fetch: try FetchRows(plan: plan, runner: runner, folder: folder).measure()
        case .analyse: try AnalyseRows(plan: plan, runner: runner).measure()
        case .store: try StoreRows(plan: plan, runner: runner).measure()
        case .cycle: try CycleRows(plan: plan, runner: runner).measure()
        case .archive: try ArchiveRows(plan: plan, runner: runner).measure()
        case .idle: try IdleRows(plan: plan, folder: folder).measure()
        }
    }
}
