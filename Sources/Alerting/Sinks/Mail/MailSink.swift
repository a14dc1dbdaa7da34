import FoundationEssentials
package import HTTPTransfer
package import NewsModel

/// Mails each alert through one server.
package struct MailSink: SummarisingSink {
    package let name: String
    package let batchLimit = 1
    package let gap = Duration.seconds(1)
    package let stormLimit = 30
    package var retrySchedule: RetrySchedule { .network }

    private let transfer: MailTransfer
    private let from: MailAddress
    private let to: [MailAddress]
    private let names: @Sendable (String) -> String

    package init(
        name: String, server: MailTransfer.Server, from: MailAddress, to: [MailAddress],
        names: @escaping @Sendable (String) -> String = PartyNames.prettified
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.names = names
        transfer = MailTransfer(server: server)
    }

    package func deliver(_ alerts: [Alert]) async throws(SinkError) {
        for alert in alerts { try await send(AlertNote(alert, names: names)) }
    }

    package func summarise(_ alerts: [AlertOutline]) async throws(SinkError) {
        try await send(AlertNote(summaryOf: alerts))
    }

    private func send(_ note: AlertNote) async throws(SinkError) {
        let message = MailMessage(note: note, from: from, to: to)
        do {
            try await transfer.send(
                message.bytes(now: Date()), from: from.description, to: to.map(\.description))
        } catch {
            throw SinkError(sink: name, message: error.description, isRetryable: true)
        }
    }
}

extension MailTransfer.Security {
    /// TLS is required, except to this machine.
    package init(host: String, port: Int) {
        let address = IPAddress(host.trimming("[]"))
        let isHere = host.lowercased() == "localhost" || address.map(Self.isLoopback) == true
        self = isHere ? .none : port == 465 ? .implicit : .startTLS
    }

    private static func isLoopback(_ address: IPAddress) -> Bool {
        AddressPolicy().refusal(of: address) == "loopback"
    }
}

extension String {
    fileprivate func trimming(_ characters: String) -> String { filter { !characters.contains($0) } }
}
