import Foundation
import NewsModel
import Persistence
import Watch

/// Changes of the feed list: by the running daemon, or without one by this program in the daemon's place.
///
/// One process at a time may write (see `Store`), so the latter takes the daemon's lock.
struct FeedChanges {
    var directories: Directories
    var now: Date

    /// Has the request done; gives back what was done, in words.
    func perform(_ request: ControlRequest) async throws -> String {
        let response = try await respond(to: request) { store in
            await StoreCommands.perform(request, on: store, now: now)
        }
        guard response.ok else { throw Failure(.nothing, response.error ?? "refused without a reason") }
        return response.message ?? "done"
    }

    /// Has the request done by the daemon, or where none runs by `here`.
    func respond(
        to request: ControlRequest, here: (Store) async -> ControlResponse
    ) async throws -> ControlResponse {
        do throws(ControlClient.Failure) {
            return try ControlClient(directories: directories).send(request)
        } catch .noDaemon {
            return try await alone(here)
        } catch {
            throw Failure(error)
        }
    }

    private func alone(_ work: (Store) async -> ControlResponse) async throws -> ControlResponse {
        let lock = try directories.lock()
        let response = try await storeResult {
            let store = try Store.open(path: directories.database, mode: .owner)
            return await work(store)
        }
        // Nobody else may write until the store is closed.
        _ = consume lock
        return response
    }
}

extension Directories {
    /// The right to write in the daemon's place.
    func lock() throws -> StateLock {
        guard InputFile.exists(state) else {
            throw Failure(
                .noInput,
                "no state directory \(state): start campwatchd once, which makes it, or name another with --state"
            )
        }
        do {
            return try StateLock(path: lockFile)
        } catch {
            throw Failure(.unavailable, error.description)
        }
    }
}
