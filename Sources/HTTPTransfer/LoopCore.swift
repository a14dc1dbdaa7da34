import Dispatch
import Foundation
import Glibc
import Synchronization

/// What callers and the loop's thread share: the mailbox, and the right to wake the thread.
///
/// The thread holds this, not the `TransferLoop`, so that dropping the loop can stop the thread.
final class LoopCore: Sendable {
    /// Messages for the thread, in order.
    struct Mail {
        var submissions: [Submission] = []
        var cancellations: [UInt64] = []
        var isStopping = false

        var isEmpty: Bool { submissions.isEmpty && cancellations.isEmpty }
    }

    let configuration: TransferConfiguration
    private let multi: MultiHandle
    private let mailbox = Mutex(Mail())
    private let lastID = Atomic<UInt64>(0)
    private let thread = DispatchGroup()

    init(configuration: TransferConfiguration) throws(TransferError) {
        self.configuration = configuration
        multi = try MultiHandle(
            maxConnections: configuration.maxConnections,
            maxConnectionsPerHost: configuration.maxConnectionsPerHost)
    }

    func start() {
        thread.enter()
        let thread = Thread { [self] in
            blockBrokenPipeSignal()
            run()
            self.thread.leave()
        }
        thread.name = "http"
        thread.start()
    }

    func makeID() -> UInt64 {
        lastID.add(1, ordering: .relaxed).newValue
    }

    /// Runs in the submitting task.
    ///
    /// A cancellation before this point is seen as `Task.isCancelled`, one after it posts its message behind
    /// the submission; so none is lost.
    func submit(_ submission: Submission) {
        var isFirst = false
        let refusal = mailbox.withLock { mail -> TransferError.Code? in
            if mail.isStopping { return .stopped }
            if Task.isCancelled { return .cancelled }
            isFirst = mail.isEmpty
            mail.submissions.append(submission)
            return nil
        }
        guard let refusal else {
            // Whoever found the mailbox empty has woken the thread, which takes all mail at once.
            if isFirst { multi.wake() }
            return
        }
        submission.continuation.resume(returning: .failure(.ended(refusal, host: submission.url.host)))
    }

    func cancel(_ id: UInt64) {
        mailbox.withLock { $0.cancellations.append(id) }
        multi.wake()
    }

    func stop() {
        mailbox.withLock { $0.isStopping = true }
        multi.wake()
        thread.wait()
    }

    /// The thread: everything it works with is local to it.
    private func run() {
        var runner = TransferRunner(configuration: configuration)
        while true {
            let mail = takeMail()
            for submission in mail.submissions { runner.add(submission) }
            for id in mail.cancellations { runner.end(id, .cancelled, on: multi) }
            if mail.isStopping { break }
            runner.step(multi)
            multi.wait()
        }
        runner.endAll(.stopped, on: multi)
    }

    private func takeMail() -> Mail {
        mailbox.withLock { mail in
            defer {
                mail.submissions.removeAll()
                mail.cancellations.removeAll()
            }
            return mail
        }
    }
}

/// Keeps SIGPIPE from this thread and the ones it starts.
///
/// With `CURLOPT_NOSIGNAL` libcurl no longer does so, and a peer that closes early must not end the process.
private func blockBrokenPipeSignal() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
}

extension TransferError {
    /// A transfer that ended because somebody wanted it to.
    static func ended(_ code: Code, host: String) -> TransferError {
        let reason = code == .stopped ? "the transfer loop was stopped" : "the transfer was cancelled"
        return TransferError(code, reason, host: host)
    }
}
