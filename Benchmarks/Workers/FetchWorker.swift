import HTTPTransfer
import Synchronization

/// Fetches many feeds through the transfer layer of the daemon, without the pauses between requests to a host.
enum FetchWorker {
    private static let atOnce = 64
    /// Later than any file of the server, so that nothing was modified since.
    static let lastModified = "Fri, 01 Jan 2038 00:00:00 GMT"

    private final class Tally: Sendable {
        let count = Atomic<Int>(0)
    }

    static func run(feeds count: Int, status: Int) async throws -> [String: Double] {
        var configuration = TransferConfiguration(userAgent: "campwatch-bench")
        configuration.maxConnections = atOnce
        configuration.maxConnectionsPerHost = atOnce
        let loop = try TransferLoop(configuration: configuration)
        defer { loop.stop() }
        let loopback = [try AddressBlock("127.0.0.0/8")]
        let validators = Validators(lastModified: status == 304 ? lastModified : nil)
        let bytes = Tally()
        try await withThrowingDiscardingTaskGroup { group in
            // All are handed over at once, as curl gets its list; the loop keeps to its limit.
            for number in 0..<count {
                group.addTask {
                    let request = TransferRequest(
                        url: WebServer.address(number), validators: validators, allowedBlocks: loopback)
                    let response = try await loop.fetch(request)
                    guard response.status == status else {
                        throw BenchError("\(response.url) gave status \(response.status)")
                    }
                    bytes.count.add(response.body.count, ordering: .relaxed)
                }
            }
        }
        return ["bytes": Double(bytes.count.load(ordering: .relaxed))]
    }
}
