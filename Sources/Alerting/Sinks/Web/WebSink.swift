import FoundationEssentials
package import HTTPTransfer
package import NewsModel

/// Sends each alert as one HTTP request; any 2xx answer means that it was taken.
///
/// Standard Webhooks 1.0: a redirect is a failure, 410 ends the sink, Retry-After is kept, all else is tried again by
/// `RetrySchedule.network`. Addresses are checked as those of feeds are.
package struct WebSink: SummarisingSink {
    package let name: String
    package let batchLimit = 1
    package var retrySchedule: RetrySchedule { .network }
    package var gap: Duration { format.gap }
    package var stormLimit: Int { format.stormLimit }

    private let format: any WebFormat
    private let transport: WebTransport
    private let allowedBlocks: [AddressBlock]
    private let names: @Sendable (String) -> String

    /// `allowed` are private addresses that this sink alone may reach.
    package init(
        name: String, format: any WebFormat, transport: WebTransport, allowed: [AddressBlock] = [],
        names: @escaping @Sendable (String) -> String = PartyNames.prettified
    ) {
        self.name = name
        self.format = format
        self.transport = transport
        self.names = names
        allowedBlocks = allowed
    }

    package func deliver(_ alerts: [Alert]) async throws(SinkError) {
        for alert in alerts { try await send(AlertNote(alert, names: names)) }
    }

    package func summarise(_ alerts: [AlertOutline]) async throws(SinkError) {
        try await send(AlertNote(summaryOf: alerts))
    }

    private func send(_ note: AlertNote) async throws(SinkError) {
        let now = Date()
        let message = format.message(for: note, now: now)
        let request = TransferRequest(
            url: message.url, method: message.method, headers: message.headers, allowedBlocks: allowedBlocks,
            limits: Self.limits, cutsAtLimit: true)
        let answer: TransferResponse
        do {
            answer = try await transport.fetch(request)
        } catch {
            throw SinkError(sink: name, message: error.description, isRetryable: true)
        }
        if let refusal = WebRefusal(answer, now: now) { throw refusal.error(sink: name) }
    }

    /// What a receiver's answer may cost: nobody reads more of it than why it refused.
    private static let limits: TransferLimits = {
        var limits = TransferLimits()
        limits.totalTime = .seconds(20)
        limits.bodyBytes = 4 << 10
        limits.wireBytes = 64 << 10
        limits.headerBytes = 16 << 10
        return limits
    }()
}
