import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// What a function makes of the elements, in their order, worked out on as many processors as are free.
    func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = transform(self[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}

/// What two functions make, worked out at once where two processors are free.
func concurrently<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
    let made = Mutex<(first: First?, second: Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { number in
        if number == 0 {
            let result = first()
            made.withLock { $0.first = result }
        } else {
            let result = second()
            made.withLock { $0.second = result }
        }
    }
    guard case (let first?, let second?) = made.withLock({ $0 }) else {
        preconditionFailure("concurrentPerform returned before its work was done")
    }
    return (first, second)
}
