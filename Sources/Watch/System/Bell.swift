import Synchronization

/// Wakes a loop that waits for work, from anywhere and without a queue: a ring while it works is kept, once.
///
/// One loop waits on a bell.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    init() {}

    func ring() {
        let waiter = state.withLock { state in
            let waiter = state.waiter.take()
            if waiter == nil { state.isRung = true }
            return waiter
        }
        waiter?.resume()
    }

    /// Returns at a ring, after `limit`, or when the task is cancelled.
    func wait(atMost limit: Duration) async {
        let timer = Task {
            // Only a wait that was not interrupted rings.
            if (try? await Task.sleep(for: limit)) != nil { ring() }
        }
        defer { timer.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isRung = state.withLock { state in
                    if state.isRung {
                        state.isRung = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isRung { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
    }
}
