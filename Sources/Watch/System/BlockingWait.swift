import Foundation
import Synchronization

/// Waits for a task on a thread of one's own, never on one of the cooperative pool.
enum BlockingWait {
    /// What the work gives, run on the cooperative pool.
    static func result<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value? {
        let done = DispatchSemaphore(value: 0)
        let box = Box<Value>()
        Task {
            let value = await work()
            box.value.withLock { $0 = value }
            done.signal()
        }
        done.wait()
        return box.value.withLock { $0 }
    }

    /// Carries one value from a task to the thread that waits for it.
    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
