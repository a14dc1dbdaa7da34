import GRDB
import Synchronization

/// Lets writes that arrive at the same time share one transaction.
///
/// DESIGN. A commit waits for the disk, however little was written, so refreshes that end together would wait one
/// after the other. What arrives while a transaction is under way goes into the next one, each write in a
/// savepoint of its own: one that throws takes back its own changes alone. No caller is answered before the
/// commit, so every write is still committed and synced as a whole or not at all.
final class WriteQueue: Sendable {
    /// One caller's write.
    struct Job: Sendable {
        /// Whether it must be on the disk before the caller is answered.
        let isDurable: Bool
        /// Does the work; gives back how to answer the caller once it is committed.
        let run: @Sendable (Database) throws -> @Sendable () -> Void
        /// Answers the caller that nothing was written.
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isBusy = false
    }

    /// Writes of one transaction.
    private static let batch = 64
    /// After this long a transaction takes up no further write, so that nobody waits for many long ones.
    private static let patience = Duration.milliseconds(50)

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(_ pool: DatabasePool) { self.pool = pool }

    func add(_ job: Job) {
        let mustStart = state.withLock { state in
            state.waiting.append(job)
            defer { state.isBusy = true }
            return !state.isBusy
        }
        // A task of its own: the cancellation of a caller must not break off the others' transaction.
        if mustStart { Task { await work() } }
    }

    private func work() async {
        while let jobs = next() {
            let done = await commit(jobs)
            if done < jobs.count { state.withLock { $0.waiting.insert(contentsOf: jobs[done...], at: 0) } }
        }
    }

    /// The writes of the next transaction; nil when there are none, and the next one must start the work anew.
    private func next() -> [Job]? {
        state.withLock { state in
            state.isBusy = !state.waiting.isEmpty
            guard state.isBusy else { return nil }
            let jobs = Array(state.waiting.prefix(Self.batch))
            state.waiting.removeFirst(jobs.count)
            return jobs
        }
    }

    /// Commits the first of `jobs`, as many as its time allows, and says how many were answered.
    private func commit(_ jobs: [Job]) async -> Int {
        do {
            let answers = try await pool.writeWithoutTransaction { db in
                try Self.transaction(db, isDurable: jobs.contains(where: \.isDurable)) {
                    try Self.run(jobs, db)
                }
            }
            for answer in answers { answer() }
            return answers.count
        } catch {
            for job in jobs { job.fail(error) }
            return jobs.count
        }
    }

    /// Commits what `body` does; without waiting for the disk if nothing in it is to be durable.
    private static func transaction<Result>(
        _ db: Database, isDurable: Bool, _ body: () throws -> [Result]
    ) throws -> [Result] {
        var results: [Result] = []
        if !isDurable { try db.execute(sql: "PRAGMA synchronous = NORMAL") }
        let outcome = Swift.Result {
            try db.inTransaction(.immediate) {
                results = try body()
                return .commit
            }
        }
        if !isDurable { try db.execute(sql: "PRAGMA synchronous = FULL") }
        try outcome.get()
        return results
    }

    private static func run(_ jobs: [Job], _ db: Database) throws -> [@Sendable () -> Void] {
        if let only = jobs.first, jobs.count == 1 { return [try only.run(db)] }
        let end = ContinuousClock.now + patience
        var answers: [@Sendable () -> Void] = []
        for job in jobs where answers.isEmpty || .now < end {
            answers.append(try runInSavepoint(job, db))
        }
        return answers
    }

    private static func runInSavepoint(_ job: Job, _ db: Database) throws -> @Sendable () -> Void {
        var answer: @Sendable () -> Void = {}
        do {
            try db.inSavepoint {
                answer = try job.run(db)
                return .commit
            }
        } catch {
            // On a full disk and the like SQLite takes back the whole transaction: then nobody's write is there.
            guard db.isInsideTransaction else { throw error }
            return { job.fail(error) }
        }
        return answer
    }
}
