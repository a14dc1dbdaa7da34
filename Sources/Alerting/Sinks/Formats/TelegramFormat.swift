package import FoundationEssentials

/// Telegram's `sendMessage`: plain text whose bold and linked parts are stated by place, so that none is read as markup.
package struct TelegramFormat: WebFormat {
    private let server: String
    private let token: String
    private let chat: String

    /// `token` is the bot's and secret; `chat` is a chat's number or `@channel`.
    package init(server: String, token: String, chat: String) {
        self.server = server
        self.token = token
        self.chat = chat
    }

    package func message(for note: AlertNote, now: Date) -> WebMessage {
        let headline = ChatText.quiet(note.headline)
        let before = headline + "\n" + (note.change.isEmpty ? "" : ChatText.quiet(note.change) + "\n")
        let title = ChatText.quiet(note.title)
        let text = [before + title, ChatText.quiet(note.outlets), note.footer].joined(separator: "\n")
        var entities = [Self.entity("bold", from: 0, length: headline.utf16.count)]
        if let link = note.link, !title.isEmpty {
            entities.append(
                Self.entity("text_link", from: before.utf16.count, length: title.utf16.count, link: link))
        }
        return .json(
            .object([
                ("chat_id", .string(chat)), ("text", .string(text)), ("entities", .array(entities)),
                ("link_preview_options", .object([("is_disabled", .boolean(true))])),
            ]), to: "\(server)/bot\(token)/sendMessage")
    }

    /// Places count in UTF-16.
    private static func entity(_ type: String, from start: Int, length: Int, link: String? = nil) -> JSONText
    {
        .object([
            ("type", .string(type)), ("offset", .integer(start)), ("length", .integer(length)),
            ("url", link.map { .string($0) }),
        ])
    }
}
