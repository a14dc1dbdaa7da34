import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import campwatch

@Suite struct CLIPageParseTests {
    private static let page = """
        <html lang="en"><head><title>Openfox opens | Wire</title><meta property="og:site_name" content="Wire">
        <meta name="author" content="Ada North"><meta property="article:published_time" content="2026-11-02">
        </head><body><nav><a href="/">Home</a></nav><article><h1>Openfox opens</h1>
        <p>Openfox said on Monday that it will publish the weights of its next model, and all of its code.</p>
        <p>The company, which is based in Turku, has published smaller models since the spring of last year.</p>
        </article></body></html>
        """

    private func output(_ page: String, config: String = "/nonexistent", _ arguments: [String] = [])
        async throws -> CommandOutput
    {
        let context = CommandContext(terminal: .file, environment: [:], now: CLIFixture.now)
        return try await PageParseCommand.parse(["--config", config] + arguments + [page]).output(in: context)
    }

    @Test func aFileIsPrintedAsJSON() async throws {
        let directory = try TemporaryDirectory()
        try Data(Self.page.utf8).write(to: URL(filePath: directory.file("page.html")))

        let output = try await output(
            directory.file("page.html"), ["--base-url", "https://wire.example/openfox"])

        #expect(output.failure == nil)
        #expect(
            output.text
                == """
                {
                  "title": "Openfox opens",
                  "text": "Openfox said on Monday that it will publish the weights of its next model, and all of its \
                code.\\n\\nThe company, which is based in Turku, has published smaller models since the spring of last \
                year.",
                  "published": "2026-11-02T00:00:00Z",
                  "published_raw": "2026-11-02",
                  "author": "Ada North",
                  "authors": ["Ada North"],
                  "language": "en",
                  "site_name": "Wire",
                  "url": "https://wire.example/openfox",
                  "method": "density"
                }

                """.replacingOccurrences(
                    of: "[\"Ada North\"]", with: "[\n    \"Ada North\"\n  ]"))
    }

    @Test(arguments: [
        (Array("<html></html>".utf8), "no-article"), (Array(" \n".utf8), "empty"), ([], "empty"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 1, 2, 3], "binary"),
        (
            Array(
                "<rss version='2.0'><channel><title>A</title><item><title>B</title></item></channel></rss>"
                    .utf8), "feed"
        ),
        (
            Array(
                "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"A\", \"items\": []}".utf8),
            "feed"
        ),
        (Array("%PDF-1.7 and the rest of it".utf8), "binary"),
    ])
    func whatHoldsNoArticleIsRefusedWithTheReason(bytes: [UInt8], code: String) async throws {
        let directory = try TemporaryDirectory()
        let file = directory.file("page.html")
        try Data(bytes).write(to: URL(filePath: file))

        let output = try await output(file)

        #expect(output.text.contains("\"error\": \"\(code)\""))
        #expect(output.failure?.code == .refused)
        #expect(output.failure?.message.hasPrefix("\(file): the page ") == true)
    }

    @Test func privateAddressesAreRefused() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(body: Array(Self.page.utf8)) }

        await #expect(throws: Failure.self) { try await output(server.url("/a")) }
        #expect(server.requests.isEmpty)
    }

    @Test func anAllowedAddressIsFetchedAndItsHeaderCounts() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(
                headers: ["Content-Type": "text/html; charset=utf-8"], body: Array(Self.page.utf8))
        }
        let directory = try TemporaryDirectory()
        try Data("[fetch]\nallow_addresses = [\"127.0.0.0/8\"]\n".utf8).write(
            to: URL(filePath: directory.file("campwatch.toml")))

        let output = try await output(server.url("/a"), config: directory.path)

        #expect(output.text.contains("\"url\": \"\(server.url("/a"))\""))
        #expect(server.requests.count == 1)
    }
}
