package import HTTPTransfer
import Synchronization

/// The transfer loop of the web sinks, started at the first message.
///
/// Apart from that of the feeds, so that neither waits for the other's connections.
package final class WebTransport: Sendable {
    private let configuration: TransferConfiguration
    private let loop = Mutex<TransferLoop?>(nil)

    package init(configuration: TransferConfiguration) {
        self.configuration = configuration
    }

    func fetch(_ request: TransferRequest) async throws(TransferError) -> TransferResponse {
        try await startedLoop().fetch(request)
    }

    private func startedLoop() throws(TransferError) -> TransferLoop {
        try loop.withLock { loop throws(TransferError) in
            if let loop { return loop }
            let started = try TransferLoop(configuration: configuration)
            loop = started
            return started
        }
    }
}
