import HTTPTransfer
import Synchronization

/// Fetches many feeds through the transfer layer of the daemon, without the pauses between requests to a host.
enum FetchWorker {
    private static let atOnce = 64
    /// Tasks that ask for one feed after the other, so that the loop always has work waiting.
    ///
    /// Not one for each feed, which the daemon never has either: a task group takes longer to end each task the
    /// more it has.
    private static let lanes = 2 * atOnce
    /// Later than any file of the server, so that nothing was modified since.
    static let lastModified = "Fri, 01 Jan 2038 00:00:00 GMT"

    private final class Tally: Sendable {
        let next = Atomic<Int>(0)
        let bytes = Atomic<Int>(0)
    }

    static func run(feeds count: Int, status: Int) async throws -> [String: Double] {
        settleAllocator()
        var configuration = TransferConfiguration(userAgent: "campwatch-bench")
        configuration.maxConnections = atOnce
        configuration.maxConnectionsPerHost = atOnce
        let loop = try TransferLoop(configuration: configuration)
        defer { loop.stop() }
        let loopback = [try AddressBlock("127.0.0.0/8")]
        let validators = Validators(lastModified: status == 304 ? lastModified : nil)
        let tally = Tally()
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<min(lanes, count) {
                group.addTask {
                    while true {
                        let number = tally.next.add(1, ordering: .relaxed).oldValue
                        guard number < count else { return }
                        let request = TransferRequest(
                            url: WebServer.address(number), validators: validators, allowedBlocks: loopback)
                        let response = try await loop.fetch(request)
                        guard response.status == status else {
                            throw BenchError("\(response.url) gave status \(response.status)")
                        }
                        tally.bytes.add(response.body.count, ordering: .relaxed)
                    }
                }
            }
        }
        return ["bytes": Double(tally.bytes.load(ordering: .relaxed))]
    }

    /// Frees one block as large as the lexicons take that the daemon reads at its start.
    ///
    /// glibc then keeps more free memory (mallopt(3), M_MMAP_THRESHOLD); without it every body costs new pages.
    private static func settleAllocator() {
        UnsafeMutableRawPointer.allocate(byteCount: 3_600_000, alignment: 16).deallocate()
    }
}
