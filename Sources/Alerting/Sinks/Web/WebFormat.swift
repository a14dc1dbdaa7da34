package import FoundationEssentials
package import HTTPTransfer

/// One HTTP request that brings a note to a service.
package struct WebMessage: Hashable, Sendable {
    package var url: String
    package var method: TransferRequest.Method
    package var headers: [HeaderField] = []

    /// A JSON document posted.
    static func json(_ json: JSONText, to url: String, headers: [HeaderField] = []) -> WebMessage {
        WebMessage(
            url: url, method: .post(body: Array(json.text.utf8), contentType: "application/json"),
            headers: headers)
    }
}

/// How one service wants its messages: a pure function from note to request.
///
/// Nothing from a feed may become markup, a mention, or a link to anything but the story.
package protocol WebFormat: Sendable {
    /// The least time between two messages that the service bears.
    var gap: Duration { get }
    /// See `Sink`.
    var stormLimit: Int { get }

    func message(for note: AlertNote, now: Date) -> WebMessage
}

extension WebFormat {
    package var gap: Duration { .seconds(1) }
    package var stormLimit: Int { 30 }
}
