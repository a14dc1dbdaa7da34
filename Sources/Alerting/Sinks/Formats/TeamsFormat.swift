package import FoundationEssentials

/// Microsoft Teams' workflows ("when a webhook request is received"): an Adaptive Card of text runs, which know no
/// Markdown, and a button to the story.
package struct TeamsFormat: WebFormat {
    private let url: String

    /// `url` is secret: who has it can post.
    package init(url: String) { self.url = url }

    package func message(for note: AlertNote, now: Date) -> WebMessage {
        let lines = [note.change, note.title, note.outlets, note.footer].filter { !$0.isEmpty }
        let card = JSONText.object([
            ("$schema", .string("http://adaptivecards.io/schemas/adaptive-card.json")),
            ("type", .string("AdaptiveCard")), ("version", .string("1.4")),
            ("body", .array([Self.line(note.headline, isBold: true)] + lines.map { Self.line($0) })),
            ("actions", note.link.map { .array([Self.button(to: $0)]) }),
        ])
        let attachment = JSONText.object([
            ("contentType", .string("application/vnd.microsoft.card.adaptive")), ("content", card),
        ])
        return .json(
            .object([("type", .string("message")), ("attachments", .array([attachment]))]), to: url)
    }

    private static func line(_ text: String, isBold: Bool = false) -> JSONText {
        let run = JSONText.object([
            ("type", .string("TextRun")), ("text", .string(text)),
            ("weight", isBold ? .string("Bolder") : nil),
        ])
        return .object([("type", .string("RichTextBlock")), ("inlines", .array([run]))])
    }

    private static func button(to link: String) -> JSONText {
        .object([
            ("type", .string("Action.OpenUrl")), ("title", .string("Story")), ("url", .string(link)),
        ])
    }
}
