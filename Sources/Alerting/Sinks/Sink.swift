package import FoundationEssentials
package import NewsModel

/// Somewhere to send alerts.
package protocol Sink: Sendable {
    /// What rules call it.
    var name: String { get }
    /// The most alerts that one call may bring.
    var batchLimit: Int { get }
    var retrySchedule: RetrySchedule { get }
    /// How long the caller waits after a call before the next.
    var gap: Duration { get }

    /// Sends the alerts, in order; all are delivered when it returns.
    ///
    /// After an error the caller brings all of them again, later and in the same or another process.
    func deliver(_ alerts: [Alert]) async throws(SinkError)
}

/// A sink that is sent one message in the place of very many.
package protocol SummarisingSink: Sink {
    /// More alerts than this that are due at once go as one summary.
    var stormLimit: Int { get }

    /// Sends one message that stands for all of them, with the same promise as `deliver`.
    func summarise(_ alerts: [AlertOutline]) async throws(SinkError)
}

extension Sink {
    package var gap: Duration { .zero }
}

/// Why a delivery failed.
package struct SinkError: Error, Hashable, CustomStringConvertible {
    package var sink: String
    package var message: String
    /// False when the same alerts can never be delivered.
    package var isRetryable: Bool
    /// Seconds for which the receiver wants nothing at all.
    package var retryAfter: TimeInterval?
    /// The receiver is gone for good: the sink shall send nothing until a person says otherwise.
    package var endsSink = false

    package var description: String { "sink \(sink): \(message)" }
}
