package import FoundationEssentials
import HTTPTransfer
import NewsModel

/// ntfy: a plain text with a title, and the story's address for a tap.
package struct NtfyFormat: WebFormat {
    private let server: String
    private let topic: String
    private let token: String?

    /// `url` is that of the topic (`https://ntfy.sh/topic`); nil when it names none.
    package init?(url: String, token: String?) {
        guard let slash = url.lastIndex(of: "/"), url[..<slash].count > "https:/".count else { return nil }
        server = String(url[..<slash])
        topic = String(url[url.index(after: slash)...])
        self.token = token
        guard !topic.isEmpty else { return nil }
    }

    package func message(for note: AlertNote, now: Date) -> WebMessage {
        let lines = [note.change, note.title, note.outlets, note.footer].filter { !$0.isEmpty }
        return .json(
            .object([
                ("topic", .string(topic)), ("title", .string(note.headline)),
                ("message", .string(lines.joined(separator: "\n"))), ("click", note.link.map { .string($0) }),
                ("priority", .integer(priority(note.severity))),
            ]), to: server,
            headers: token.map { [HeaderField(name: "Authorization", value: "Bearer \($0)")] } ?? [])
    }

    private func priority(_ severity: Alert.Severity) -> Int {
        switch severity {
        case .info: 3
        case .notice: 4
        case .urgent: 5
        }
    }
}
