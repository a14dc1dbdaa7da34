import GRDB

/// What can be done inside one `Store.write`; it is of no use after the body returns.
///
/// A method that throws leaves the decision to the caller: let the error out and nothing is written.
package struct StoreTransaction {
    let db: Database
    private let path: String

    init(db: Database, path: String) {
        self.db = db
        self.path = path
    }

    /// Runs one step, so that an error names it.
    func step<Result>(
        _ operation: String, _ body: (Database) throws -> Result
    ) throws(StoreError) -> Result {
        do {
            return try body(db)
        } catch {
            throw StoreError(error, operation: operation, path: path)
        }
    }

    /// Throws `notFound` unless the statement just run has changed a row.
    func requireChange(_ operation: String, _ what: String) throws(StoreError) {
        guard db.changesCount == 0 else { return }
        throw notFound(operation, what)
    }

    func notFound(_ operation: String, _ what: String) -> StoreError {
        StoreError(code: .notFound, operation: operation, path: path, detail: "there is no " + what)
    }

    func invalid(_ operation: String, _ detail: String) -> StoreError {
        StoreError(code: .invalidInput, operation: operation, path: path, detail: detail)
    }
}
