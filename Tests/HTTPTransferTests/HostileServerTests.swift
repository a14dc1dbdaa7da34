import Foundation
import HTTPTransfer
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct HostileServerTests {
    private static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"

    @Test func cutsAnEndlessChunkedBodyAtTheCap() async throws {
        var limits = TransferLimits()
        limits.bodyBytes = 200_000
        let chunk = Array("4000\r\n".utf8) + [UInt8](repeating: 65, count: 0x4000) + [13, 10]

        let error = try await failOnce(limits: limits) { _ in
            .scripted([.text(Self.chunkedHead + "\r\n"), .sendRepeatedly(chunk, times: 1_000_000)])
        }

        #expect(error.code == .tooLarge)
    }

    @Test func refusesABodyThatAnnouncesItselfTooLarge() async throws {
        let error = try await failOnce { _ in
            .scripted([.text("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"), .hang])
        }

        #expect(error.code == .tooLarge)
    }

    @Test func readsGzip() async throws {
        let packed = try Gzip.packed("<rss>a feed</rss>")
        let (response, _) = try await fetchOnce { _ in
            LoopbackReply(headers: ["Content-Encoding": "gzip"], body: packed)
        }

        #expect(response.text == "<rss>a feed</rss>")
    }

    @Test func readsBrotliWhereItOffersIt() async throws {
        let packed: [UInt8] = [0x8b, 0x01, 0x80] + Array("feed".utf8) + [0x03]
        let (response, requests) = try await fetchOnce { request in
            guard request.headers["Accept-Encoding"]?.contains("br") == true else {
                return LoopbackReply(text: "feed")
            }
            return LoopbackReply(headers: ["Content-Encoding": "br"], body: packed)
        }

        #expect(response.text == "feed")
        #expect(requests.count == 1)
    }

    @Test func stopsAGzipBombAtTheExpansionLimit() async throws {
        let bomb = try Gzip.packedZeros(megabytes: 64)
        #expect(bomb.count < 100_000)

        let error = try await failOnce { _ in LoopbackReply(headers: ["Content-Encoding": "gzip"], body: bomb)
        }

        #expect(error.code == .tooLarge)
        #expect(error.message.contains("bomb"))
    }

    @Test func stopsAGzipBombAtTheSizeLimit() async throws {
        var limits = TransferLimits()
        limits.expansion = 1_000_000
        let bomb = try Gzip.packedZeros(megabytes: 64)

        let error = try await failOnce(limits: limits) { _ in
            LoopbackReply(headers: ["Content-Encoding": "gzip"], body: bomb)
        }

        #expect(error.code == .tooLarge)
        #expect(error.message.contains("10485760 bytes"))
    }

    @Test(arguments: HostileSite.rows.filter { $0.number == 18 }.map(\.path))
    func noCompressionBombGetsFar(path: String) async throws {
        let site = HostileSite(inside: "http://127.0.0.1:9")

        let result = await Result {
            try await fetchOnce(path) { site.reply(to: $0) ?? LoopbackReply(status: 404) }
        }

        switch result {
        // A bomb inside a bomb: the outer shell alone is taken off.
        case .success(let answer): #expect(answer.response.body.count < 1 << 20)
        case .failure(let error):
            let code = (error as? TransferError)?.code
            #expect(code == .tooLarge || code == .badEncoding)
        }
    }

    @Test func cutsAGzipStreamThatNeverYieldsAByte() async throws {
        var limits = TransferLimits()
        limits.wireBytes = 100_000
        let endlessFileName: [UInt8] = [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]

        let error = try await failOnce(limits: limits) { _ in
            .scripted([
                .text("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), .send(endlessFileName),
                .sendRepeatedly([UInt8](repeating: 65, count: 16_384), times: 1_000_000),
            ])
        }

        #expect(error.code == .tooLarge)
    }

    @Test(arguments: ["gzip, gzip", "gzip, br", "zstd", "compress", "utf-8", "deflate, identity, gzip"])
    func refusesStackedAndUnknownEncodings(encoding: String) async throws {
        let packed = try Gzip.packed("feed")

        let error = try await failOnce { _ in
            LoopbackReply(headers: ["Content-Encoding": encoding], body: packed)
        }

        #expect(error.code == .badEncoding)
    }

    @Test func refusesEncodingsStackedOverTwoFields() async throws {
        let error = try await failOnce { _ in
            LoopbackReply(headers: ["Content-Encoding": "gzip", "content-encoding": "gzip"], text: "x")
        }

        #expect(error.code == .badEncoding)
    }

    @Test func refusesCompressedTransferEncodings() async throws {
        let error = try await failOnce { _ in
            .scripted([.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")])
        }

        #expect(error.code == .badEncoding)
    }

    @Test func reportsBrokenGzip() async throws {
        var packed = try Gzip.packed(String(repeating: "feed ", count: 1_000))
        for index in 12..<30 { packed[index] ^= 0x5a }

        let error = try await failOnce { [packed] _ in
            LoopbackReply(headers: ["Content-Encoding": "gzip"], body: packed)
        }

        #expect(error.code == .badEncoding)
    }

    @Test(arguments: HeaderBomb.all)
    func stopsHeaderBombs(bomb: HeaderBomb) async throws {
        let error = try await failOnce { _ in .scripted([.text(bomb.beginning)] + bomb.steps) }

        #expect(error.code == .headersTooLarge)
    }

    @Test func stopsATrailerBomb() async throws {
        let error = try await failOnce { _ in
            .scripted([
                .text(Self.chunkedHead + "\r\n1\r\nx\r\n0\r\n"),
                .sendRepeatedly(Array("X-Trailer: 1\r\n".utf8), times: 100_000),
            ])
        }

        #expect(error.code == .headersTooLarge)
    }

    @Test func abortsASlowBody() async throws {
        var limits = TransferLimits()
        limits.lowSpeedTime = 1

        let error = try await failOnce(limits: limits) { _ in
            .chunked([[UInt8]](repeating: [65], count: 200), pause: 0.1)
        }

        #expect(error.code == .tooSlow)
    }

    @Test func abortsSlowHeaders() async throws {
        var limits = TransferLimits()
        limits.lowSpeedTime = 1
        let drip: [LoopbackReply.Step] = [.text("X"), .pause(0.1)]

        let error = try await failOnce(limits: limits) { _ in
            .scripted([.text("HTTP/1.1 200 OK\r\n")] + (0..<200).flatMap { _ in drip })
        }

        #expect(error.code == .tooSlow)
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", "HTT"])
    func givesUpOnAStalledAnswer(beginning: String) async throws {
        var limits = TransferLimits()
        limits.totalTime = .milliseconds(200)

        let error = try await failOnce(limits: limits) { _ in .scripted([.text(beginning), .hang]) }

        #expect(error.code == .timedOut)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", chunkedHead + "\r\n5\r\nab",
        chunkedHead + "\r\n2\r\nab\r\n",
        chunkedHead + "\r\n", "",
    ])
    func aTruncatedAnswerIsPartial(answer: String) async throws {
        let error = try await failOnce { _ in .scripted([.text(answer)]) }

        #expect(error.code == .partial)
    }

    @Test func aResetMidBodyIsPartial() async throws {
        let error = try await failOnce { _ in
            .scripted([.text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab"), .pause(0.05), .reset])
        }

        #expect(error.code == .partial)
    }

    @Test func bytesBeyondTheContentLengthAreIgnored() async throws {
        let server = try LoopbackServer { request in
            request.path == "/first"
                ? .scripted([
                    .text(
                        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfeedHTTP/1.1 200 OK\r\nX: smuggled\r\n\r\n"
                    )
                ])
                : LoopbackReply(text: "second")
        }
        let loop = try makeLoop()

        let first = try await loop.fetch(TransferRequest(url: server.url("/first")))
        let second = try await loop.fetch(TransferRequest(url: server.url("/second")))

        #expect(first.text == "feed")
        #expect(second.text == "second")
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "* OK IMAP4 ready\r\n", "\u{0}\u{0}\u{0}\u{4}"])
    func whatIsNotHTTPIsABadResponse(greeting: String) async throws {
        let error = try await failOnce { _ in .scripted([.text(greeting), .pause(0.05)]) }

        #expect(error.code == .badResponse)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx", "HTTP/9.9 200 OK\r\n\r\n",
        chunkedHead + "\r\nzz\r\n",
    ])
    func oddAnswersEndInAnErrorOrAnAnswer(answer: String) async throws {
        let server = try LoopbackServer { _ in .scripted([.text(answer)]) }
        let loop = try makeLoop()

        let result = await Result { try await loop.fetch(TransferRequest(url: server.url())) }

        if case .success(let response) = result { #expect(response.status == 200) }
    }

    @Test func oneStuckServerDelaysNoOther() async throws {
        let stuck = try LoopbackServer(address: "127.0.0.2") { _ in .scripted([.hang]) }
        let quick = try LoopbackServer { _ in LoopbackReply(text: "feed") }
        let allLoopback = AddressPolicy(allowed: [try AddressBlock("127.0.0.0/8")])
        let loop = try makeLoop { $0.addressPolicy = allLoopback }
        let stuckFetches = (0..<10).map { _ in
            Task { try await loop.fetch(TransferRequest(url: stuck.url())) }
        }
        while stuck.requests.count < 2 { try await Task.sleep(for: .milliseconds(2)) }

        let response = try await loop.fetch(TransferRequest(url: quick.url()))

        #expect(response.text == "feed")
        #expect(stuck.requests.count == 2)
        for fetch in stuckFetches { fetch.cancel() }
    }
}

/// A header block that does not end.
struct HeaderBomb: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let beginning: String
    let steps: [LoopbackReply.Step]

    static let all = [
        HeaderBomb("many lines", repeating: "X-Flood: 1\r\n", times: 100_000),
        HeaderBomb(
            "many bytes", repeating: "Set-Cookie: a=\(String(repeating: "b", count: 4_000))\r\n", times: 1_000
        ),
        HeaderBomb(
            "one line of 10 MB", "X-Long: ", repeating: String(repeating: "a", count: 10_000), times: 1_000),
        HeaderBomb(
            "interim answers", repeating: "\r\nHTTP/1.1 103 Early Hints\r\nX-Hint: 1\r\n", times: 100_000),
    ]

    private init(_ name: String, _ start: String = "X-Start: 1\r\n", repeating text: String, times: Int) {
        testDescription = name
        beginning = "HTTP/1.1 103 Early Hints\r\n" + start
        steps = [.sendRepeatedly(Array(text.utf8), times: times)]
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
