package import FoundationEssentials
import HTTPTransfer

/// Matrix: a notice with an HTML form; its transaction id is the alert's, so that the room shows a repeated one once.
package struct MatrixFormat: WebFormat {
    private let server: String
    private let room: String
    private let token: String

    /// `server` is the home server's address, `room` an id such as `!abc:example.org`.
    package init(server: String, room: String, token: String) {
        self.server = server
        self.room = room
        self.token = token
    }

    package func message(for note: AlertNote, now: Date) -> WebMessage {
        let event = JSONText.object([
            ("msgtype", .string("m.notice")),
            ("body", .string(note.lines.map(ChatText.quiet).joined(separator: "\n"))),
            ("format", .string("org.matrix.custom.html")), ("formatted_body", .string(html(note))),
            // Stated and empty: nobody is told because of words in the text.
            ("m.mentions", .object([])),
        ])
        let path =
            "/_matrix/client/v3/rooms/\(Self.encoded(room))/send/m.room.message/\(Self.encoded(note.id))"
        return WebMessage(
            url: server + path,
            method: .put(body: Array(event.text.utf8), contentType: "application/json"),
            headers: [HeaderField(name: "Authorization", value: "Bearer \(token)")])
    }

    private func html(_ note: AlertNote) -> String {
        func safe(_ text: String) -> String { ChatText.html(ChatText.quiet(text)) }
        let title = safe(note.title)
        let lines = [
            "<strong>\(safe(note.headline))</strong>", safe(note.change),
            note.link.map { "<a href=\"\(ChatText.html($0))\">\(title.isEmpty ? "story" : title)</a>" }
                ?? title,
            safe(note.outlets), safe(note.footer),
        ]
        return lines.filter { !$0.isEmpty }.joined(separator: "<br>")
    }

    /// One segment of a path: all but letters, digits and `-._~` is encoded (RFC 3986, 2.3).
    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                "-._~".utf8.contains(byte) || Unicode.Scalar(byte).properties.isAlphabetic && byte < 0x80
                || 0x30...0x39 ~= byte
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }
}
