import HTTPTransfer
import Synchronization

/// The transfer loop in use; a reload that changes what all transfers share makes a new one.
///
/// The old loop ends when its last transfer does.
final class TransferPool: Sendable {
    private struct State {
        var fetch: Configuration.Fetch
        var loop: TransferLoop
    }

    private let state: Mutex<State>

    init(fetch: Configuration.Fetch) throws(TransferError) {
        state = Mutex(State(fetch: fetch, loop: try TransferLoop(configuration: fetch.transfers)))
    }

    func loop(for fetch: Configuration.Fetch) -> TransferLoop {
        state.withLock { state in
            let isSame =
                state.fetch.contact == fetch.contact && state.fetch.maxConnections == fetch.maxConnections
            // A new loop fails only when the system has no thread or memory left: then the old one serves on.
            if !isSame, let loop = try? TransferLoop(configuration: fetch.transfers) {
                state = State(fetch: fetch, loop: loop)
            }
            return state.loop
        }
    }

    /// Ends every transfer at once.
    func stop() { state.withLock { $0.loop }.stop() }
}
