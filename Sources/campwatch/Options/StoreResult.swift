import Persistence

/// Runs a question to the store and turns its error into a failure with an exit code.
func storeResult<Result>(_ question: () async throws -> Result) async throws -> Result {
    do {
        return try await question()
    } catch let error as StoreError {
        throw Failure(error)
    }
}
