/// Decides which waiting transfer may start: first come first served, within a limit in all and per host.
///
/// libcurl could queue by itself, but its timeouts would run while a transfer waits. A host that is full
/// holds up nobody else, and every step costs the same however many wait.
struct AdmissionQueue {
    private struct Host {
        var running = 0
        var waiting = Fifo<UInt64>()
    }

    private let limit: Int
    private let limitPerHost: Int
    private var running = 0
    private var hosts: [String: Host] = [:]
    /// One mention of a host for each of its waiting transfers that fits within its limit.
    private var ready = Fifo<String>()

    init(limit: Int, limitPerHost: Int) {
        self.limit = max(1, limit)
        self.limitPerHost = max(1, limitPerHost)
    }

    mutating func add(_ id: UInt64, host: String) {
        hosts[host, default: Host()].waiting.append(id)
        // Full hosts are mentioned again when one of their transfers ends.
        if hosts[host, default: Host()].running < limitPerHost { ready.append(host) }
    }

    /// The next transfer to start, which then counts as running; nil when none may.
    mutating func next() -> (id: UInt64, host: String)? {
        while running < limit, let host = ready.popFirst() {
            guard var entry = hosts[host], entry.running < limitPerHost, let id = entry.waiting.popFirst()
            else {
                continue
            }
            entry.running += 1
            running += 1
            hosts[host] = entry
            return (id, host)
        }
        return nil
    }

    /// Frees the place of a transfer that `next()` returned.
    mutating func finished(host: String) {
        guard var entry = hosts[host] else { return }
        entry.running -= 1
        running -= 1
        if !entry.waiting.isEmpty { ready.append(host) }
        hosts[host] = entry.running == 0 && entry.waiting.isEmpty ? nil : entry
    }
}

/// A queue whose steps cost constant time on average.
private struct Fifo<Element> {
    private var items: [Element] = []
    private var head = 0

    var isEmpty: Bool { head == items.count }

    mutating func append(_ element: Element) {
        items.append(element)
    }

    mutating func popFirst() -> Element? {
        guard head < items.count else { return nil }
        defer { compact() }
        head += 1
        return items[head - 1]
    }

    private mutating func compact() {
        guard head > 32, head * 2 > items.count else { return }
        items.removeFirst(head)
        head = 0
    }
}
