/// One request as it arrived at a `LoopbackServer`.
package struct LoopbackRequest: Sendable {
    package let method: String
    /// The request target, query included: `/feed?page=2`.
    package let path: String
    package let headers: LoopbackHeaders
    package let body: [UInt8]
    /// When the last byte of the request was read.
    package let arrived: ContinuousClock.Instant
    /// Counts the connections of the server from 1: equal numbers mean a reused connection.
    package let connection: Int

    package var bodyText: String { String(decoding: body, as: UTF8.self) }
}

/// What a `LoopbackServer` answers: a well-formed response, or bytes and pauses exactly as scripted.
package struct LoopbackReply: Sendable {
    /// One act of a scripted reply.
    package enum Step: Sendable {
        case send([UInt8])
        /// The same bytes again and again; stops early when the client has gone.
        case sendRepeatedly([UInt8], times: Int)
        /// Seconds of silence.
        case pause(Double)
        /// Silence until the client closes or the server stops.
        case hang
        /// Closes with a TCP reset instead of an orderly end.
        case reset

        /// The text as UTF-8 bytes; write line ends as `\r\n`.
        package static func text(_ text: String) -> Step { .send(Array(text.utf8)) }
    }

    package var status: Int
    package var headers: LoopbackHeaders
    package var body: [UInt8]
    /// Seconds of silence before the first byte.
    package var delay: Double
    /// When set, these steps are the whole answer and the connection ends after them.
    package var script: [Step]?

    package init(status: Int = 200, headers: LoopbackHeaders = [:], body: [UInt8] = [], delay: Double = 0) {
        self.status = status
        self.headers = headers
        self.body = body
        self.delay = delay
    }

    package init(status: Int = 200, headers: LoopbackHeaders = [:], text: String, delay: Double = 0) {
        self.init(status: status, headers: headers, body: Array(text.utf8), delay: delay)
    }

    package static func redirect(to location: String, status: Int = 302) -> LoopbackReply {
        LoopbackReply(status: status, headers: ["Location": location])
    }

    /// Bytes and pauses instead of a formed answer; the connection is closed after the last step.
    package static func scripted(_ steps: [Step]) -> LoopbackReply {
        var reply = LoopbackReply()
        reply.script = steps
        return reply
    }

    /// A chunked response: each piece is one chunk, with a pause in seconds after each.
    ///
    /// With `finished` false the connection closes without the last, empty chunk.
    package static func chunked(
        _ pieces: [[UInt8]], headers: LoopbackHeaders = [:], pause: Double = 0, finished: Bool = true
    ) -> LoopbackReply {
        var reply = LoopbackReply(headers: headers)
        reply.headers.fields.append((name: "Transfer-Encoding", value: "chunked"))
        var steps: [Step] = [.send(reply.head())]
        for piece in pieces {
            steps.append(.send(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]))
            if pause > 0 { steps.append(.pause(pause)) }
        }
        if finished { steps.append(.text("0\r\n\r\n")) }
        return .scripted(steps)
    }

    /// Status line and header block with the closing empty line; adds `Content-Length` where it belongs.
    func head() -> [UInt8] {
        var text = "HTTP/1.1 \(status) \(status < 400 ? "Fine" : "Refused")\r\n"
        for field in headers.fields { text += "\(field.name): \(field.value)\r\n" }
        let isFramed = headers["Content-Length"] != nil || headers["Transfer-Encoding"] != nil
        let hasNoBody = status == 304 || status == 204 || status < 200
        if !isFramed && !hasNoBody { text += "Content-Length: \(body.count)\r\n" }
        return Array((text + "\r\n").utf8)
    }
}
