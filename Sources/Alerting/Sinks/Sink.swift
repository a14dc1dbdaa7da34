package import NewsModel

/// Somewhere to send alerts.
package protocol Sink: Sendable {
    /// What rules call it.
    var name: String { get }
    /// The most alerts that one call may bring.
    var batchLimit: Int { get }
    var retrySchedule: RetrySchedule { get }

    /// Sends the alerts, in order; all are delivered when it returns.
    ///
    /// After an error the caller brings all of them again, later and in the same or another process.
    func deliver(_ alerts: [Alert]) async throws(SinkError)
}

/// Why a delivery failed.
package struct SinkError: Error, Hashable, CustomStringConvertible {
    package var sink: String
    package var message: String
    /// False when the same alerts can never be delivered.
    package var isRetryable: Bool

    package var description: String { "sink \(sink): \(message)" }
}
