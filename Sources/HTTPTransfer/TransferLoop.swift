/// Bounded HTTP transfers over one thread that runs libcurl's multi interface.
///
/// `curl_multi_poll` with `curl_multi_wakeup` on one thread is all a daemon with thousands of feeds needs.
/// Callers of `fetch(_:)` suspend; they never block a thread. Dropping the loop stops it.
package final class TransferLoop: Sendable {
    private let core: LoopCore

    /// Starts the thread.
    package init(configuration: TransferConfiguration) throws(TransferError) {
        try CurlLibrary.start()
        core = try LoopCore(configuration: configuration)
        core.start()
    }

    deinit { core.stop() }

    /// Fetches, following redirects, and returns any complete answer whatever its status.
    ///
    /// Cancelling the task ends the transfer with `.cancelled`.
    package func fetch(_ request: TransferRequest) async throws(TransferError) -> TransferResponse {
        let url = try TransferURL(request.url, extraPorts: core.configuration.extraPorts)
        let id = core.makeID()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                core.submit(Submission(id: id, request: request, url: url, continuation: continuation))
            }
        } onCancel: {
            core.cancel(id)
        }
        return try result.get()
    }

    /// Ends every transfer, waiting ones included, with `.stopped` and refuses later ones.
    ///
    /// Safe to call twice. Returns when the thread has ended, which takes milliseconds.
    package func stop() {
        core.stop()
    }
}

/// A request on its way to the loop's thread.
final class Submission: Sendable {
    let id: UInt64
    let request: TransferRequest
    let url: TransferURL
    let continuation: Caller

    typealias Caller = CheckedContinuation<Result<TransferResponse, TransferError>, Never>

    init(id: UInt64, request: TransferRequest, url: TransferURL, continuation: Caller) {
        self.id = id
        self.request = request
        self.url = url
        self.continuation = continuation
    }
}
