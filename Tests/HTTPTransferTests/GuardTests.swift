import Foundation
import HTTPTransfer
import TestSupport
import Testing

/// What is refused before anything leaves the machine.
@Suite(.timeLimit(.minutes(1))) struct GuardTests {
    @Test(arguments: [
        "", "feed", "//example.org/", "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/",
        "javascript:alert(1)", "http://", "http:///", "https://", "http://user@example.org/",
        "http://user:pw@example.org/", "http://:pw@example.org/", "http://example.org\\@evil.example/",
        "http://exam ple.org/", " http://example.org/", "http://example.org/a b",
        "http://example.org/\r\nX: y",
        "http://example.org/\t", "http://example.org/\u{0}", "http://example.org/\u{7f}",
        "http://example.org:22/",
        "http://example.org:25/", "http://example.org:6379/", "http://example.org:11211/",
        "http://example.org:0/", "http://example.org:70000/",
        "http://example.org:x/",
        "http://[::1", "http://[1::2::3]/", "http://example.org/\(String(repeating: "a", count: 9_000))",
    ])
    func refusesABadURL(url: String) async throws {
        let loop = try makeLoop()

        let error = try await failure(of: TransferRequest(url: url), on: loop)

        #expect(error.code == .badURL)
        #expect(!error.description.contains("pw@"))
    }

    /// Spellings of addresses that are not public; all must fail at the socket, whatever the text looks like.
    static let spellings: [String] = [
        "127.0.0.1", "127.1", "127.0.1", "0177.0.1", "0x7f.1", "0x7f000001", "0X7F000001", "2130706433",
        "017700000001",
        "0177.0.0.1", "0x7f.0x0.0x0.0x1", "127.0.0.1.", "0", "0.0.0.0", "0x0", "00", "10.1", "0xa.1", "012.1",
        "167772161",
        "172.16.1", "0xac.0x10.1", "2886729729", "192.168.257", "0xc0a80101", "3232235777", "030052000401",
        "169.254.43518", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "100.64.1", "198.18.1", "224.1",
        "255.255.65535",
        "4294967295", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:7f00:1]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[64:ff9b::127.0.0.1]",
        "[64:ff9b::a00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fc00::1]", "[fd00:ec2::254]",
        "[fe80::1]",
        "[fe80::1%25lo]", "[fe80::1%lo]", "[ff02::1]", "[::127.0.0.1]", "[2001:db8::1]", "localhost",
        "LOCALHOST",
        "localhost.", "foo.localhost", "%31%32%37.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.0.0.1",
    ]

    @Test(arguments: spellings)
    func refusesEverySpellingOfAnAddressThatIsNotPublic(host: String) async throws {
        let sink = try LoopbackServer(address: "0.0.0.0") { _ in LoopbackReply(text: "secret") }
        let loop = try makeLoop { $0.addressPolicy = AddressPolicy() }

        let error = try await failure(of: TransferRequest(url: "http://\(host):\(sink.port)/"), on: loop)

        // Some spellings are no host at all for the resolver, which is as good.
        #expect([.refusedAddress, .resolve, .badURL].contains(error.code), "\(error)")
        #expect(sink.connectionCount == 0)
    }

    /// Rows 25 to 27, with one loop and one server that counts.
    @Test func noneOfTwoHundredGeneratedSpellingsOpensAConnection() async throws {
        let sink = try LoopbackServer(address: "0.0.0.0") { _ in LoopbackReply(text: "secret") }
        let loop = try makeLoop { $0.addressPolicy = AddressPolicy() }
        #expect(PrivateAddresses.spellings.count >= 200)

        for host in PrivateAddresses.spellings {
            let error = try await failure(of: TransferRequest(url: "http://\(host):\(sink.port)/"), on: loop)
            #expect([.refusedAddress, .badURL].contains(error.code), "\(host): \(error)")
        }

        #expect(sink.connectionCount == 0)
    }

    @Test func aConnectionOneRequestMayUseDoesNotServeAnother() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(text: "intranet") }
        let loop = try makeLoop { $0.addressPolicy = AddressPolicy() }
        let allowed = TransferRequest(url: server.url(), allowedBlocks: [try AddressBlock("127.0.0.0/8")])

        let response = try await loop.fetch(allowed)
        let error = try await failure(of: TransferRequest(url: server.url()), on: loop)

        #expect(response.text == "intranet")
        #expect(error.code == .refusedAddress)
        #expect(error.message.contains("127.0.0.1 (loopback)"))
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        ("Host", "evil.example"), ("content-length", "5"), ("Transfer-Encoding", "chunked"),
        ("Cookie", "a=b"),
        ("Proxy-Authorization", "x"), ("If-None-Match", "x"), ("X Y", "1"), ("", "1"), ("X:Y", "1"),
        ("X-A", "1\r\nX-B: 2"),
        ("X-A", "1\n"), ("X-A", "\u{0}"),
    ])
    func refusesAHeaderThatIsNotTheCallersToSend(name: String, value: String) async throws {
        let error = try await failOnce {
            $0.headers = [HeaderField(name: name, value: value)]
        } handler: { _ in
            LoopbackReply(text: "feed")
        }

        #expect(error.code == .badHeader)
    }

    @Test func refusesAStoredValidatorWithALineBreak() async throws {
        let error = try await failOnce {
            $0.validators = Validators(entityTag: "\"a\"\r\nX-Evil: 1")
        } handler: { _ in
            LoopbackReply(text: "feed")
        }

        #expect(error.code == .badHeader)
    }

    @Test func nonASCIIPathsAreEncoded() async throws {
        let (_, requests) = try await fetchOnce("/новости?q=é") { _ in LoopbackReply(text: "feed") }

        #expect(requests.first?.path == "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?q=%C3%A9")
    }

    @Test func extraPortsAreForTheOperatorToOpen() async throws {
        let loop = try makeLoop {
            $0.extraPorts = [81]
            $0.limits.totalTime = .milliseconds(500)
        }

        let error = try await failure(of: TransferRequest(url: "http://127.0.0.1:81/"), on: loop)

        #expect(error.code == .connect)
    }

    @Test func reportsAClosedPort() async throws {
        let server = try LoopbackServer { _ in LoopbackReply() }
        let url = server.url()
        server.stop()
        let loop = try makeLoop()

        let error = try await failure(of: TransferRequest(url: url), on: loop)

        #expect(error.code == .connect)
        #expect(error.host == "127.0.0.1")
    }

    @Test func reportsANameThatDoesNotResolve() async throws {
        let loop = try makeLoop()

        let error = try await failure(of: TransferRequest(url: "http://feeds.invalid/"), on: loop)

        #expect(error.code == .resolve)
        #expect(error.description.hasPrefix("feeds.invalid: "))
    }

    /// In a process of its own: another test that reads the environment while it changes may crash.
    @Test func aConfiguredProxyIsUsedAndTheEnvironmentsIsNot() async throws {
        await #expect(processExitsWith: .success) {
            let environmentProxy = try LoopbackServer { _ in LoopbackReply(text: "environment") }
            let proxy = try LoopbackServer { _ in LoopbackReply(text: "proxy") }
            let server = try LoopbackServer { _ in LoopbackReply(text: "direct") }
            for name in ["http_proxy", "all_proxy", "ALL_PROXY"] { setenv(name, environmentProxy.url(""), 1) }
            setenv("no_proxy", "*", 1)
            let loop = try makeLoop()
            let proxied = try makeLoop { $0.proxy = proxy.url("") }

            #expect(try await loop.fetch(TransferRequest(url: server.url())).text == "direct")
            #expect(try await proxied.fetch(TransferRequest(url: server.url())).text == "proxy")
            #expect(environmentProxy.connectionCount == 0)
        }
    }

    @Test func aURLThatEncodingMakesTooLongIsRefused() throws {
        let path = String(repeating: "é", count: 2_000)
        #expect(throws: TransferError.self) {
            try TransferURL("http://news.example/\(path)", extraPorts: [])
        }
    }

    @Test(arguments: ["http:/news.example/é://x", "http:///news.example/é://x", "http://news.example/é://x"])
    func aURLIsNormalWhereverItsSlashesAre(_ text: String) throws {
        let url = try TransferURL(text, extraPorts: [])
        #expect(url.text == "http://news.example/%C3%A9://x")
        #expect(try TransferURL(url.text, extraPorts: []) == url)
    }
}
