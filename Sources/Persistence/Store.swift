import GRDB

/// The database of campwatch: feeds, entries, stories, deals and the outbox.
///
/// DESIGN. SQLite 3.40 can lose pages when two connections commit and checkpoint at the wrong moment (the
/// WAL-reset bug, fixed in 3.51.3). So one process, the daemon, opens the store as its *owner*; within it one
/// connection does every commit and every checkpoint, and the others of its pool only read. Everyone else
/// opens the store as a *reader*, whose connection can neither write nor checkpoint. All writes go through
/// `write`, which runs one transaction that commits as a whole or not at all.
///
/// Safe to use from any task; closes its connections when it is released.
package final class Store: Sendable {
    package enum Mode: Sendable {
        /// The only writer: creates and migrates the database. The caller holds the daemon's lock.
        case owner
        /// Reads beside a running owner, or when there is none.
        case reader
    }

    /// How long a read may take before it is stopped: a longer one keeps the write-ahead log from shrinking.
    static let readDeadline: Duration = .seconds(10)

    package let path: String
    package let mode: Mode
    private let reader: any DatabaseReader
    /// Nil for a reader.
    private let writes: WriteQueue?
    /// The file as it was opened.
    private let file: FileStatus?

    init(path: String, owner pool: DatabasePool) {
        self.path = path
        file = FileStatus(path: path)
        mode = .owner
        reader = pool
        writes = WriteQueue(pool)
    }

    init(path: String, reader queue: DatabaseQueue) {
        self.path = path
        file = FileStatus(path: path)
        mode = .reader
        reader = queue
        writes = nil
    }

    /// Opens the database.
    ///
    /// An owner creates a missing file and migrates an older one, after copying it to `<path>.before-<version>`.
    /// Throws for a file that is missing (reader), no regular file, another program's, or of a newer schema.
    package static func open(path: String, mode: Mode) throws(StoreError) -> Store {
        try open(path: path, mode: mode, migrator: Migrations.current)
    }

    /// Runs `body` in an immediate transaction: all of it is committed and synced, or nothing is.
    ///
    /// Writes that arrive at the same time share a commit (`WriteQueue`).
    /// The transaction is finished even when the caller's task is cancelled meanwhile, so that what was done
    /// in the world (an alert sent) is also recorded. The transaction must not leave the body. A file that was
    /// deleted or replaced under the owner is not written to: SQLite itself would go on and lose everything.
    ///
    /// What `isDurable` says is false does not wait for the disk: a crash of the process loses nothing of it, one of
    /// the machine may lose it, and neither breaks the database.
    package func write<Result: Sendable>(
        isDurable: Bool = true, _ body: @escaping @Sendable (StoreTransaction) throws -> Result
    ) async throws(StoreError) -> Result {
        let operation = "write"
        guard let writes else {
            throw StoreError(
                code: .readOnly, operation: operation, path: path, detail: "the store was opened as a reader")
        }
        guard let file, FileStatus(path: path)?.isSameFile(as: file) == true else {
            throw StoreError(
                code: .missing, operation: operation, path: path,
                detail: "the file was deleted or replaced while it was open")
        }
        let path = path
        do {
            return try await withCheckedThrowingContinuation { caller in
                let job = WriteQueue.Job(isDurable: isDurable) { db in
                    let result = try body(StoreTransaction(db: db, path: path))
                    return { caller.resume(returning: result) }
                } fail: {
                    caller.resume(throwing: $0)
                }
                writes.add(job)
            }
        } catch {
            throw StoreError(error, operation: operation, path: path)
        }
    }

    /// Runs `body` on one consistent state of the database, for at most `readDeadline`.
    func read<Result: Sendable>(
        _ operation: String, _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(StoreError) -> Result {
        try await read(operation, within: Self.readDeadline, body)
    }

    /// Answers on this very thread: for a shell that waits for Tab, whose questions are asked outside of any task.
    func answer<Result>(
        _ operation: String, _ question: (Database) throws -> Result
    ) throws(StoreError) -> Result {
        do {
            return try reader.read(question)
        } catch {
            throw StoreError(error, operation: operation, path: path)
        }
    }

    /// Cancelling the query's task interrupts the statement that it runs.
    func read<Result: Sendable>(
        _ operation: String, within deadline: Duration,
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(StoreError) -> Result {
        let query = Task { [reader] in try await reader.read(body) }
        let timer = Task {
            try await Task.sleep(for: deadline)
            query.cancel()
        }
        defer { timer.cancel() }
        do {
            return try await withTaskCancellationHandler {
                try await query.value
            } onCancel: {
                query.cancel()
            }
        } catch is CancellationError where !Task.isCancelled {
            throw StoreError(
                code: .tooSlow, operation: operation, path: path, detail: "it took longer than \(deadline)")
        } catch {
            throw StoreError(error, operation: operation, path: path)
        }
    }
}
