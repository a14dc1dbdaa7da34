/// The small feeds that hostile answers are made of.
enum HostileFeed {
    static let story = "<item><title>Meadow Labs opens an office</title><guid>meadow-1</guid></item>"

    static func rss(_ items: String = story, doctype: String = "", title: String = "Meadow Wire") -> String {
        head(doctype: doctype, title: title) + items + foot
    }

    static func head(doctype: String = "", title: String = "Meadow Wire") -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\(doctype)<rss version=\"2.0\"><channel><title>\(title)</title>"
    }

    static let foot = "</channel></rss>"

    static func reply(_ text: String, type: String = "application/rss+xml") -> LoopbackReply {
        LoopbackReply(headers: ["Content-Type": type], text: text)
    }

    static func reply(_ bytes: [UInt8], type: String) -> LoopbackReply {
        LoopbackReply(headers: ["Content-Type": type], body: bytes)
    }

    /// The same bytes again and again, without a stated length.
    static func flood(_ head: String, _ piece: String, bytes: Int, foot: String = foot) -> LoopbackReply {
        let piece = Array(piece.utf8)
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n"
        return .scripted([
            .text(answer + head), .sendRepeatedly(piece, times: bytes / piece.count), .text(foot),
        ])
    }
}

extension String {
    func times(_ count: Int) -> String { String(repeating: self, count: count) }
}
