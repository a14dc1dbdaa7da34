import HTTPTransfer
import TestSupport
import Testing

@Suite struct RedirectTests {
    @Test(arguments: [301, 302, 303, 307, 308])
    func followsAndReportsEachHop(status: Int) async throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/old": .redirect(to: "/middle#part", status: status)
            case "/middle": .redirect(to: "new?a=b c", status: 302)
            default: LoopbackReply(headers: ["ETag": "\"final\""], text: "feed")
            }
        }
        let loop = try makeLoop()

        let response = try await loop.fetch(
            TransferRequest(url: server.url("/old"), validators: Validators(entityTag: "\"x\"")))

        #expect(response.text == "feed")
        #expect(response.url == server.url("/new?a=b%20c") || response.url == server.url("/new?a=b+c"))
        #expect(response.redirects.map(\.status) == [status, 302])
        #expect(response.redirects.first?.from == server.url("/old"))
        #expect(response.redirects.first?.to == server.url("/middle"))
        #expect(response.headers["Location"] == nil)
        #expect(server.requests.allSatisfy { $0.headers["If-None-Match"] == "\"x\"" })
        #expect(server.requests.allSatisfy { $0.headers["Referer"] == nil })
    }

    @Test func redirectIsTheAnswerForWhoAsksForThat() async throws {
        let server = try LoopbackServer { _ in .redirect(to: "there", status: 301) }
        let loop = try makeLoop()

        let response = try await loop.fetch(TransferRequest(url: server.url("/here"), stopsAtRedirect: true))

        #expect(response.status == 301 && response.url == server.url("/here"))
        #expect(response.redirects.map(\.to) == [server.url("/there")])
        #expect(server.requests.count == 1)
    }

    @Test func stopsARedirectLoopAfterFiveHops() async throws {
        let server = try LoopbackServer { _ in .redirect(to: "/again") }
        let loop = try makeLoop()

        let error = try await failure(of: TransferRequest(url: server.url()), on: loop)

        #expect(error.code == .tooManyRedirects)
        #expect(server.requests.count == 6)
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:70/x", "dict://127.0.0.1/x",
        "smb://127.0.0.1/x", "scp://127.0.0.1/x", "javascript:alert(1)", "data:text/plain,x",
        "http://user:secret@127.0.0.1:8080/", "http://127.0.0.1:22/", "http://127.0.0.1:25/", "http://",
        "http://127.0.0.1:99999/", "http://a\\b/", "//127.0.0.1:22/",
    ])
    func refusesATargetItWouldNotFetch(location: String) async throws {
        let error = try await failOnce { _ in .redirect(to: location) }

        #expect(error.code == .refusedRedirect)
        #expect(!error.description.contains("secret"))
    }

    @Test(arguments: [
        "http://127.0.0.2:PORT/", "http://2130706434:PORT/", "http://0x7f.2:PORT/", "http://127.2:PORT/",
        "http://[::ffff:127.0.0.2]:PORT/", "http://[::1]:PORT/", "http://0.0.0.0:PORT/", "//127.0.0.2:PORT/",
    ])
    func refusesATargetAddressBeforeConnecting(location: String) async throws {
        let sink = try LoopbackServer(address: "0.0.0.0") { _ in LoopbackReply(text: "secret") }
        let target = location.replacing("PORT", with: String(sink.port))

        let error = try await failOnce { _ in .redirect(to: target) }

        #expect(error.code == .refusedAddress)
        #expect(sink.connectionCount == 0)
    }

    @Test func keepsCredentialsFromAnotherOrigin() async throws {
        let other = try LoopbackServer { _ in LoopbackReply(text: "feed") }
        let target = other.url("/feed")
        let server = try LoopbackServer { $0.path == "/1" ? .redirect(to: "/2") : .redirect(to: target) }
        let loop = try makeLoop()
        var request = TransferRequest(url: server.url("/1"))
        request.credentials = .init(user: "ann", password: "pw")
        request.headers = [
            HeaderField(name: "X-Token", value: "1"), HeaderField(name: "Accept", value: "text/xml"),
        ]

        let response = try await loop.fetch(request)

        #expect(response.url == target)
        #expect(server.requests.count == 2)
        #expect(server.requests.allSatisfy { $0.headers["Authorization"] != nil })
        #expect(other.requests.count == 1)
        #expect(other.requests.allSatisfy { $0.headers["Authorization"] == nil })
        #expect(other.requests.allSatisfy { $0.headers["X-Token"] == nil })
        #expect(other.requests.allSatisfy { $0.headers["Accept"] == "text/xml" })
    }

    @Test func theTimeLimitCoversAllHops() async throws {
        var limits = TransferLimits()
        limits.totalTime = .milliseconds(300)

        let error = try await failOnce(limits: limits) { _ in
            var reply = LoopbackReply.redirect(to: "/again")
            reply.delay = 0.12
            return reply
        }

        #expect(error.code == .timedOut)
    }

    @Test func countsTheBodiesOfRedirectsAgainstTheLimits() async throws {
        var limits = TransferLimits()
        limits.wireBytes = 1_000

        let error = try await failOnce(limits: limits) { _ in
            var reply = LoopbackReply.redirect(to: "/again")
            reply.body = [UInt8](repeating: 32, count: 2_000)
            return reply
        }

        #expect(error.code == .tooLarge)
    }
}
