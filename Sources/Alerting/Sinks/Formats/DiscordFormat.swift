package import FoundationEssentials

/// Discord's webhooks: an embed in escaped Markdown, and leave to mention nobody.
package struct DiscordFormat: WebFormat {
    private let url: String

    /// `url` is secret: who has it can post.
    package init(url: String) { self.url = url }

    package func message(for note: AlertNote, now: Date) -> WebMessage {
        let lines = [
            "**\(ChatText.markdown(note.headline))**", ChatText.markdown(note.change),
            ChatText.markdown(note.title), ChatText.markdown(note.outlets),
        ]
        let embed = JSONText.object([
            ("title", .string("Story")), ("url", note.link.map { .string($0) }),
            ("description", .string(lines.filter { !$0.isEmpty }.joined(separator: "\n"))),
            ("footer", .object([("text", .string(note.footer))])), ("timestamp", .date(note.time)),
        ])
        return .json(
            .object([
                ("allowed_mentions", .object([("parse", .array([]))])), ("embeds", .array([embed])),
            ]), to: url)
    }
}
