package import FoundationEssentials

/// Mattermost's incoming webhooks: escaped Markdown.
package struct MattermostFormat: WebFormat {
    private let url: String

    /// `url` is secret: who has it can post.
    package init(url: String) { self.url = url }

    package func message(for note: AlertNote, now: Date) -> WebMessage {
        let title = ChatText.markdown(note.title)
        let lines = [
            "**\(ChatText.markdown(note.headline))**", ChatText.markdown(note.change),
            note.link.map { "[\(title.isEmpty ? "story" : title)](\(ChatText.markdownLink($0)))" } ?? title,
            ChatText.markdown(note.outlets), ChatText.markdown(note.footer),
        ]
        let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        return .json(.object([("text", .string(text))]), to: url)
    }
}
