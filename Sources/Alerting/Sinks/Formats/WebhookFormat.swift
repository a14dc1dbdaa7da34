package import FoundationEssentials
import HTTPTransfer

/// Standard Webhooks 1.0: the alert's own JSON, signed, with an id that is the same at every attempt.
package struct WebhookFormat: WebFormat {
    package let gap = Duration.zero
    package let stormLimit = 100
    private let url: String
    private let secrets: WebhookSecrets

    package init(url: String, secrets: WebhookSecrets) {
        self.url = url
        self.secrets = secrets
    }

    package func message(for note: AlertNote, now: Date) -> WebMessage {
        let timestamp = Int(now.timeIntervalSince1970)
        let signature = secrets.signature(id: note.id, timestamp: timestamp, body: note.json)
        return WebMessage(
            url: url, method: .post(body: Array(note.json.utf8), contentType: "application/json"),
            headers: [
                HeaderField(name: "webhook-id", value: note.id),
                HeaderField(name: "webhook-timestamp", value: String(timestamp)),
                HeaderField(name: "webhook-signature", value: signature),
            ])
    }
}
