import HTTPTransfer
import TestSupport
import Testing

@Suite(.enabled(if: TLSServer.isAvailable), .timeLimit(.minutes(1)))
struct TLSTests {
    private static let feed = TLSServer.Content.answers([
        "feed": "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfeed"
    ])

    @Test func fetchesOverTLSWithAGivenAuthority() async throws {
        let server = try await TLSServer(Self.feed)
        let loop = try makeLoop { $0.caFile = server.caFile }

        let response = try await loop.fetch(TransferRequest(url: server.url("/feed")))

        #expect(response.text == "feed")
    }

    @Test func refusesASelfSignedCertificate() async throws {
        let server = try await TLSServer(Self.feed)
        let loop = try makeLoop()

        let error = try await failure(of: TransferRequest(url: server.url("/feed")), on: loop)

        #expect(error.code == .tls)
        #expect(error.message.contains("self-signed"))
    }

    @Test(arguments: [TLSServer.Certificate.otherHost, .expired])
    func refusesACertificateThatDoesNotFit(certificate: TLSServer.Certificate) async throws {
        let server = try await TLSServer(Self.feed, certificate: certificate)
        let loop = try makeLoop { $0.caFile = server.caFile }

        let error = try await failure(of: TransferRequest(url: server.url("/feed")), on: loop)

        #expect(error.code == .tls)
    }

    @Test func refusesOldTLS() async throws {
        let server = try await TLSServer(Self.feed, options: ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"])
        let loop = try makeLoop { $0.caFile = server.caFile }

        let error = try await failure(of: TransferRequest(url: server.url("/feed")), on: loop)

        #expect(error.code == .tls)
    }

    @Test func refusesToLeaveTLS() async throws {
        let plain = try LoopbackServer { _ in LoopbackReply(text: "forged") }
        let redirect = "HTTP/1.1 301 Moved\r\nLocation: \(plain.url())\r\nContent-Length: 0\r\n\r\n"
        let server = try await TLSServer(.answers(["feed": redirect]))
        let loop = try makeLoop { $0.caFile = server.caFile }

        let error = try await failure(of: TransferRequest(url: server.url("/feed")), on: loop)

        #expect(error.code == .refusedRedirect)
        #expect(plain.connectionCount == 0)
    }

    @Test func followsARedirectIntoTLS() async throws {
        let server = try await TLSServer(Self.feed)
        let target = server.url("/feed")
        let plain = try LoopbackServer { _ in .redirect(to: target, status: 301) }
        let loop = try makeLoop { $0.caFile = server.caFile }

        let response = try await loop.fetch(TransferRequest(url: plain.url()))

        #expect(response.url == target)
    }

    @Test func aMissingAuthorityFileIsATLSError() async throws {
        let server = try await TLSServer(Self.feed)
        let loop = try makeLoop { $0.caFile = "/nowhere/ca.pem" }

        let error = try await failure(of: TransferRequest(url: server.url("/feed")), on: loop)

        #expect(error.code == .tls)
    }

    @Test func fetchesOverHTTP2() async throws {
        let server = try await TLSServer(.http2(HTTP2Frame.settings))
        let loop = try makeLoop { $0.caFile = server.caFile }
        async let response = loop.fetch(TransferRequest(url: server.url()))
        // The answer must not overtake the request, which follows 64 bytes of preface and settings.
        try await server.waitUntilReceived(bytes: 80)

        let status200: [UInt8] = [0x88]
        try server.send(
            HTTP2Frame.headers(flags: 4, status200) + HTTP2Frame.data(flags: 1, Array("feed".utf8)))

        #expect(try await response.status == 200)
        #expect(try await response.text == "feed")
    }

    @Test(arguments: HTTP2Attack.all)
    func anHTTP2AttackFailsTheTransferOnly(attack: HTTP2Attack) async throws {
        let server = try await TLSServer(.http2(attack.bytes))
        let healthy = try LoopbackServer { _ in LoopbackReply(text: "feed") }
        let loop = try makeLoop {
            $0.caFile = server.caFile
            $0.limits.totalTime = .seconds(2)
        }

        let error = try await failure(of: TransferRequest(url: server.url()), on: loop)

        #expect([.http2, .partial, .headersTooLarge, .connect].contains(error.code), "\(error)")
        #expect(try await loop.fetch(TransferRequest(url: healthy.url())).text == "feed")
    }
}

/// Frames of HTTP/2 (RFC 9113, 4.1 and 6), about stream 1 where they are about a stream.
private enum HTTP2Frame {
    static let settings = frame(type: 4, stream: 0, [])
    /// The server's mood: error code 11, enhance your calm.
    static let goAway = frame(type: 7, stream: 0, [0, 0, 0, 0, 0, 0, 0, 11])
    static let reset = frame(type: 3, [0, 0, 0, 2])
    /// The beginning of a frame of 16 MiB.
    static let hugeHead: [UInt8] = [0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1]

    /// Flag 4 ends the header block.
    static func headers(flags: UInt8 = 0, _ block: [UInt8]) -> [UInt8] { frame(type: 1, flags: flags, block) }
    static func continuation(flags: UInt8 = 0, _ block: [UInt8]) -> [UInt8] {
        frame(type: 9, flags: flags, block)
    }
    /// Flag 1 ends the stream.
    static func data(flags: UInt8, _ bytes: [UInt8]) -> [UInt8] { frame(type: 0, flags: flags, bytes) }

    private static func frame(type: UInt8, flags: UInt8 = 0, stream: UInt8 = 1, _ payload: [UInt8]) -> [UInt8]
    {
        [0, 0, UInt8(payload.count), type, flags, 0, 0, 0, stream] + payload
    }
}

/// What a hostile HTTP/2 server sends after the handshake.
struct HTTP2Attack: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]

    /// The header field `a: b`, spelled out (RFC 7541, 6.2.1).
    private static let field: [UInt8] = [0x40, 1, 97, 1, 98]

    static let all = [
        HTTP2Attack("GOAWAY", HTTP2Frame.settings + HTTP2Frame.goAway),
        HTTP2Attack("RST_STREAM", HTTP2Frame.settings + HTTP2Frame.reset),
        HTTP2Attack(
            "CONTINUATION flood",
            HTTP2Frame.settings + HTTP2Frame.headers([0x88])
                + (0..<3_000).flatMap { _ in HTTP2Frame.continuation(field) }
                + HTTP2Frame.continuation(flags: 4, field)),
        HTTP2Attack("garbage", Array("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfeed".utf8)),
        HTTP2Attack("a frame beyond the size limit", HTTP2Frame.settings + HTTP2Frame.hugeHead),
    ]

    private init(_ name: String, _ bytes: [UInt8]) {
        testDescription = name
        self.bytes = bytes
    }
}
