/// Rows 18 to 23 and 33 to 35: answers that attack the transfer itself.
extension HostileRow {
    static let http: [HostileRow] = bombs + slowness + lengths + headers + waits

    /// 64 MiB of zeros in the coding named.
    private static func bomb(
        _ name: String, _ coding: String, _ reason: String, _ body: @escaping @Sendable () -> [UInt8]
    ) -> HostileRow {
        HostileRow(18, name, .refused(reason)) { _ in
            LoopbackReply(headers: ["Content-Encoding": coding, "Content-Type": "text/xml"], body: body())
        }
    }

    private static let bombs = [
        bomb("gzip-bomb", "gzip", "bomb") { CompressionBomb.gzip },
        bomb("nested-gzip-bomb", "gzip, gzip", "encoding") { CompressionBomb.nestedGzip },
        bomb("gzip-bomb-in-gzip", "gzip", "not a feed") { CompressionBomb.nestedGzip },
        bomb("brotli-bomb", "br", "bomb") { CompressionBomb.brotli },
        bomb("zstd-bomb", "zstd", "encoding") { CompressionBomb.zstd },
    ]

    private static let slowness = [
        HostileRow(19, "one-byte-a-second", .refused("slow")) { _ in
            .chunked([[UInt8]](repeating: [65], count: 120), pause: 1)
        },
        HostileRow(19, "stalled-headers", .refused("slow")) { _ in
            .scripted([.text("HTTP/1.1 200 OK\r\nContent-"), .hang])
        },
        HostileRow(20, "endless-body", .refused("exceeds")) { _ in
            .scripted([
                .text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                .sendRepeatedly(
                    Array("4000\r\n".utf8) + [UInt8](repeating: 65, count: 0x4000) + [13, 10], times: 100_000),
            ])
        },
    ]

    private static let lengths = [
        HostileRow(21, "body-shorter-than-stated", .refused("broke off")) { _ in
            .scripted([.text("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + HostileFeed.rss())])
        },
        HostileRow(21, "body-longer-than-stated", .stories(1)) { _ in
            let feed = HostileFeed.rss()
            return .scripted([
                .text(
                    "HTTP/1.1 200 OK\r\nContent-Length: \(feed.utf8.count)\r\n\r\n" + feed + "x".times(5_000))
            ])
        },
        HostileRow(21, "reset-in-the-body", .refused("broke off")) { _ in
            .scripted([.text("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss"), .pause(0.05), .reset])
        },
    ]

    private static let headers = [
        HostileRow(22, "a-hundred-thousand-headers", .refused("header")) { _ in
            .scripted([
                .text("HTTP/1.1 200 OK\r\n"), .sendRepeatedly(Array("X-A: b\r\n".utf8), times: 100_000),
            ])
        },
        HostileRow(22, "header-of-10-megabytes", .refused("header")) { _ in
            .scripted([
                .text("HTTP/1.1 200 OK\r\nX-A: "),
                .sendRepeatedly(Array("a".times(10_000).utf8), times: 1_000),
            ])
        },
        HostileRow(33, "cookie-flood", .stories(1)) { _ in
            var reply = HostileFeed.reply(HostileFeed.rss())
            reply.headers.fields += (0..<80).map { ("Set-Cookie", "c\($0)=\("v".times(400)); Path=/") }
            reply.headers.fields += [
                ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
                ("Alt-Svc", "h3=\":443\"; ma=86400"),
            ]
            return reply
        },
        HostileRow(35, "not-modified-without-validators", .refused("without validators")) { _ in
            LoopbackReply(status: 304)
        },
        HostileRow(35, "entity-tag-of-2-kilobytes", .stories(1)) { _ in
            var reply = HostileFeed.reply(HostileFeed.rss())
            reply.headers.fields.append(("ETag", "\"\("t".times(2_048))\""))
            return reply
        },
        HostileRow(35, "entity-tag-of-a-megabyte", .refused("header")) { _ in
            .scripted([.text("HTTP/1.1 200 OK\r\nETag: \"\("t".times(1_000_000))\"\r\n\r\n")])
        },
    ]

    private static let waits = [
        ("ten-years", "315360000"), ("negative", "-5"), ("in-the-past", "Sun, 06 Nov 1994 08:49:37 GMT"),
    ].map { name, value in
        HostileRow(34, "retry-after-\(name)", .refused("429")) { _ in
            LoopbackReply(status: 429, headers: ["Retry-After": value])
        }
    }
}
