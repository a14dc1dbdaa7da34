import Foundation
package import NewsModel

/// Runs a program for each alert, with the alert's JSON on its standard input; exit code 0 means that it was taken.
///
/// No shell is involved, and nothing of the alert is an argument.
package struct CommandSink: SummarisingSink {
    package let name: String
    package let batchLimit = 1
    package let stormLimit = 100
    package var retrySchedule: RetrySchedule { .network }

    private let arguments: [String]
    private let timeLimit: Duration

    /// `arguments` begins with the program's whole path.
    package init(name: String, arguments: [String], timeLimit: Duration) {
        self.name = name
        self.arguments = arguments
        self.timeLimit = timeLimit
    }

    package func deliver(_ alerts: [Alert]) async throws(SinkError) {
        for alert in alerts { try await run(with: AlertJSON.line(alert)) }
    }

    package func summarise(_ alerts: [AlertOutline]) async throws(SinkError) {
        try await run(with: AlertNote(summaryOf: alerts).json)
    }

    /// On a thread of its own, because waiting for a process blocks.
    private func run(with json: String) async throws(SinkError) {
        let child = ChildProcess(
            arguments: arguments, environment: Self.environment,
            input: Array((json + "\n").utf8),
            timeLimit: timeLimit)
        let end = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: child.run()) }
        }
        if let message = message(of: end) { throw SinkError(sink: name, message: message, isRetryable: true) }
    }

    /// Nil when all went well; what the program wrote is made safe for a line of the log.
    private func message(of end: ChildProcess.End) -> String? {
        switch end {
        case .exited(0, _): return nil
        case .exited(let code, let output):
            let words = SafeText.line(String(decoding: output, as: UTF8.self), maxBytes: 300)
            return "\(arguments[0]) ended with code \(code)" + (words.isEmpty ? "" : ": \(words)")
        case .signalled(let signal): return "\(arguments[0]) was ended by signal \(signal)"
        case .tookTooLong: return "\(arguments[0]) took longer than \(timeLimit) and was ended"
        case .notStarted(let reason): return "\(arguments[0]) cannot be started: \(reason)"
        }
    }

    /// All that the program gets to see of ours: no secret, no setting of the daemon.
    private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"]
}
