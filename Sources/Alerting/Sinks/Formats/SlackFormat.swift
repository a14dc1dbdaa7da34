package import FoundationEssentials

/// Slack's incoming webhooks: a `rich_text` block, whose parts are text whatever they contain.
package struct SlackFormat: WebFormat {
    private let url: String

    /// `url` is secret: who has it can post.
    package init(url: String) { self.url = url }

    package func message(for note: AlertNote, now: Date) -> WebMessage {
        let parts =
            [Self.text(note.headline + "\n", isBold: true)]
            + (note.change.isEmpty ? [] : [Self.text(note.change + "\n")])
            + [story(note), Self.text("\n\(note.outlets)\n\(note.footer)")]
        let section = JSONText.object([("type", .string("rich_text_section")), ("elements", .array(parts))])
        let block = JSONText.object([("type", .string("rich_text")), ("elements", .array([section]))])
        return .json(
            .object([
                ("text", .string(ChatText.slack(note.headline))), ("mrkdwn", .boolean(false)),
                ("unfurl_links", .boolean(false)), ("unfurl_media", .boolean(false)),
                ("blocks", .array([block])),
            ]), to: url)
    }

    private func story(_ note: AlertNote) -> JSONText {
        guard let link = note.link, !note.title.isEmpty else { return Self.text(note.title) }
        return .object([("type", .string("link")), ("url", .string(link)), ("text", .string(note.title))])
    }

    private static func text(_ text: String, isBold: Bool = false) -> JSONText {
        let style = isBold ? JSONText.object([("bold", .boolean(true))]) : nil
        // An empty text is an error to Slack.
        return .object([
            ("type", .string("text")), ("text", .string(text.isEmpty ? " " : text)), ("style", style),
        ])
    }
}
