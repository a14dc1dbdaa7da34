import Foundation
import NewsModel

/// A note as a mail message (RFC 5322, MIME) with a text and an HTML part.
///
/// Both parts are base64, so that nothing of a feed can end a line, a part or the message.
struct MailMessage {
    let note: AlertNote
    let from: MailAddress
    let to: [MailAddress]

    /// All bytes, lines ended by CR LF.
    func bytes(now: Date) -> [UInt8] {
        let part = { (type: String, content: String) in
            "--\(boundary)\r\nContent-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Self.base64(content) + "\r\n"
        }
        return Array(
            (headers(now: now) + part("text/plain", text) + part("text/html", html) + "--\(boundary)--\r\n")
                .utf8)
    }

    /// No line of base64 begins with it.
    private var boundary: String { "=_campwatch_\(token)" }

    /// The alert's id as it may stand in a header whatever it is made of.
    private var token: String {
        String(note.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(40))
    }

    /// The Message-ID is the same at every attempt, so that a mailbox may drop a repeat; Auto-Submitted keeps robots from
    /// answering (RFC 3834).
    private func headers(now: Date) -> String {
        "Date: \(MailHeader.date(now))\r\nFrom: campwatch <\(from)>\r\n"
            + "To: \(to.map { "<\($0)>" }.joined(separator: ",\r\n "))\r\n"
            + MailHeader.text("Subject", note.headline)
            + "Message-ID: <\(token)@\(from.domain)>\r\nAuto-Submitted: auto-generated\r\n"
            + (note.severity == .urgent ? "Importance: high\r\n" : "")
            + "MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n\r\n"
    }

    private var text: String { note.lines.joined(separator: "\r\n") + "\r\n" }

    private var html: String {
        let title = ChatText.html(note.title)
        let story =
            note.link.map { "<a href=\"\(ChatText.html($0))\">\(title.isEmpty ? "story" : title)</a>" }
            ?? title
        let lines = [
            "<strong>\(ChatText.html(note.headline))</strong>", ChatText.html(note.change), story,
            ChatText.html(note.outlets), "<small>\(ChatText.html(note.footer))</small>",
        ]
        let paragraphs = lines.filter { !$0.isEmpty }.map { "<p>\($0)</p>\r\n" }.joined()
        return "<!DOCTYPE html>\r\n<html><body>\r\n\(paragraphs)</body></html>\r\n"
    }

    private static func base64(_ text: String) -> String {
        Data(text.utf8).base64EncodedString(
            options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    }
}
