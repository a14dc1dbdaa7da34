import Synchronization

/// Counts the visits of each path from 0.
final class VisitCounter: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func next(_ path: String) -> Int {
        counts.withLock { counts in
            let number = counts[path, default: 0]
            counts[path] = number + 1
            return number
        }
    }
}
