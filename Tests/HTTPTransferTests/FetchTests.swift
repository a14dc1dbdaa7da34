import HTTPTransfer
import TestSupport
import Testing

@Suite struct FetchTests {
    @Test func deliversStatusHeadersAndBody() async throws {
        let (response, requests) = try await fetchOnce("/feed?page=2") { _ in
            LoopbackReply(
                headers: ["X-Twice": "one", "x-twice": "two", "Content-Type": "text/xml"], text: "<rss/>")
        }

        #expect(response.status == 200)
        #expect(response.text == "<rss/>")
        #expect(response.headers["content-type"] == "text/xml")
        #expect(response.headers.all("X-TWICE") == ["one", "two"])
        #expect(response.remoteAddress == "127.0.0.1")
        #expect(response.redirects.isEmpty)
        #expect(response.duration > 0)
        #expect(requests.map(\.path) == ["/feed?page=2"])
    }

    @Test func presentsItselfHonestlyAndSendsNothingElse() async throws {
        let (_, requests) = try await fetchOnce { _ in LoopbackReply(text: "") }

        let headers = try #require(requests.first).headers
        #expect(headers["User-Agent"] == "campwatch-tests/1.0 (+https://example.org/)")
        let names = headers.fields.map { $0.name.lowercased() }.sorted()
        #expect(names == ["accept", "accept-encoding", "host", "user-agent"])
        #expect(headers["Accept-Encoding"]?.hasPrefix("gzip, deflate") == true)
    }

    @Test(arguments: [
        "\"abc\"", "W/\"a b\"", "unquoted", "\"\\\"'; é\"", String(repeating: "e", count: 1_000),
    ])
    func sendsValidatorsExactlyAsTheyCame(entityTag: String) async throws {
        let lastModified = "yesterday, about noon"
        let server = try LoopbackServer { request in
            if request.headers["If-None-Match"] == entityTag { return LoopbackReply(status: 304) }
            return LoopbackReply(headers: ["ETag": entityTag, "Last-Modified": lastModified], text: "feed")
        }
        let loop = try makeLoop()

        let first = try await loop.fetch(TransferRequest(url: server.url()))
        let second = try await loop.fetch(TransferRequest(url: server.url(), validators: first.validators))

        #expect(first.validators == Validators(entityTag: entityTag, lastModified: lastModified))
        #expect(second.status == 304)
        #expect(second.body.isEmpty)
        #expect(server.requests.last?.headers["If-Modified-Since"] == lastModified)
    }

    @Test(arguments: [String(repeating: "e", count: 1_025), "tab\u{1}bed", ""])
    func dropsAnEntityTagThatCannotBeKept(entityTag: String) async throws {
        let (response, _) = try await fetchOnce { _ in
            LoopbackReply(headers: ["ETag": entityTag], text: "feed")
        }

        #expect(response.validators.entityTag == nil)
        #expect(response.text == "feed")
    }

    @Test(arguments: [200, 204, 300, 304, 400, 401, 404, 410, 429, 500, 503])
    func anyStatusIsAnAnswer(status: Int) async throws {
        let (response, _) = try await fetchOnce { _ in LoopbackReply(status: status) }

        #expect(response.status == status)
    }

    @Test func anEmptyAnswerMayNameAnEncoding() async throws {
        let (response, _) = try await fetchOnce { _ in
            LoopbackReply(status: 304, headers: ["Content-Encoding": "gzip", "Content-Length": "500"])
        }

        #expect(response.status == 304)
        #expect(response.body.isEmpty)
    }

    @Test func skipsInterimAnswersAndTrailers() async throws {
        let (response, _) = try await fetchOnce { _ in
            .scripted([
                .text("HTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\n\r\n"),
                .text(
                    "HTTP/1.1 200 OK\r\nX-Folded: a\r\n  b\r\nTransfer-Encoding: chunked\r\nTrailer: ETag\r\n\r\n"
                ),
                .text("4\r\nfeed\r\n0\r\nETag: \"late\"\r\n\r\n"),
            ])
        }

        #expect(response.status == 200)
        #expect(response.text == "feed")
        #expect(response.headers["ETag"] == nil)
        #expect(response.headers["X-Folded"] == "a b")
    }

    @Test func remembersNothingAServerWouldLikeItToRemember() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(
                headers: [
                    "Set-Cookie": "id=1", "Strict-Transport-Security": "max-age=99999",
                    "Alt-Svc": "h2=\"127.0.0.1:1\"; ma=99999",
                ], text: "feed")
        }
        let loop = try makeLoop()

        for _ in 0..<2 { _ = try await loop.fetch(TransferRequest(url: server.url())) }

        #expect(server.requests.count == 2)
        #expect(server.requests.allSatisfy { $0.headers["Cookie"] == nil })
    }

    @Test func usesConnectionsAgain() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(text: "feed") }
        let loop = try makeLoop()

        for _ in 0..<20 { _ = try await loop.fetch(TransferRequest(url: server.url())) }

        #expect(server.requests.count == 20)
        #expect(server.connectionCount == 1)
    }

    @Test func sendsGivenHeadersAndCredentials() async throws {
        let (_, requests) = try await fetchOnce {
            $0.headers = [HeaderField(name: "Accept", value: "application/rss+xml")]
            $0.credentials = .init(user: "ann", password: "p:w")
        } handler: { _ in
            LoopbackReply(text: "feed")
        }

        #expect(requests.first?.headers.all("Accept") == ["application/rss+xml"])
        #expect(requests.first?.headers["Authorization"] == "Basic YW5uOnA6dw==")
    }

    @Test func postsBytesAndDoesNotFollowRedirects() async throws {
        let bytes: [UInt8] = [0, 1, 2, 255] + Array("{}".utf8)
        let (response, requests) = try await fetchOnce("/hook") {
            $0.method = .post(body: bytes, contentType: "application/json")
        } handler: { _ in
            .redirect(to: "/elsewhere", status: 307)
        }

        #expect(response.status == 307)
        #expect(requests.map(\.method) == ["POST"])
        #expect(requests.first?.body == bytes)
        #expect(requests.first?.headers["Content-Type"] == "application/json")
    }

    @Test func postsAnEmptyBody() async throws {
        let (response, requests) = try await fetchOnce {
            $0.method = .post(body: [], contentType: "text/plain")
        } handler: { _ in
            LoopbackReply(status: 202)
        }

        #expect(response.status == 202)
        #expect(requests.first?.headers["Content-Length"] == "0")
    }
}
