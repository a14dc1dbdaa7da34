import Analysis
import ArgumentParser
import FeedParsing
import Foundation
import NewsModel

struct PageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page",
        abstract: "Read web pages as campwatch reads those of teaser-only feeds.",
        subcommands: [PageParseCommand.self])
}

struct PageParseCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Print the article of a web page as JSON: title, text, date, authors, language.",
        discussion: """
            An address is fetched with the limits and the address policy of the
            configuration; robots.txt is not asked, as you choose the page. What holds no
            article ends with exit code 3, still with JSON that says why.

            EXAMPLES
              campwatch page parse https://example.org/2026/11/deal.html
              campwatch page parse saved.html --base-url https://example.org/deal.html
              curl -s https://example.org/deal.html | campwatch page parse - | jq -r .text
            """)

    @OptionGroup var directories: DirectoryOptions

    @OptionGroup var document: DocumentOptions

    @Argument(help: "File or http(s) address to read; - for standard input.", completion: .file())
    var page: String

    func output(in context: CommandContext) async throws -> CommandOutput {
        let document = try await pageDocument(in: context)
        // In UTF-16 without a mark every other byte is zero.
        let isUTF16 = document.contentType?.lowercased().contains("utf-16") ?? false
        if let junk = isUTF16 ? nil : UnreadableBytes(document.bytes) {
            return refusal(junk.rawValue, "the page \(junk.reason)")
        }
        if let feed = try? FeedParser.parse(
            document.bytes, contentType: document.contentType, url: document.url)
        {
            return refusal(
                "feed", "the page is a feed of \(feed.entries.count.counting("entry", "entries"))",
                advice: "`campwatch feeds parse` reads it")
        }
        guard
            let article = ArticleExtractor.extract(
                document.bytes, contentType: document.contentType, url: document.url)
        else {
            return refusal("no-article", "the page holds no text that reads like an article")
        }
        return CommandOutput(article.json.pretty + "\n")
    }

    private func refusal(
        _ code: String, _ reason: String, advice: String = "look at it in a browser"
    ) -> CommandOutput {
        let json = OrderedJSON.object(members(["error": .string(code), "reason": .string(reason)]))
        return CommandOutput(
            json.pretty + "\n",
            failure: Failure(
                .refused, "\(InputFile.name(page)): \(reason); \(advice)"))
    }

    private func pageDocument(in context: CommandContext) async throws -> PageDocument {
        let source = document.source
        if ["http://", "https://"].contains(where: page.lowercased().hasPrefix) {
            var fetched = try await PageDocument.fetch(page, directories.directories(in: context))
            fetched.contentType = source.contentType ?? fetched.contentType
            if !source.url.isEmpty { fetched.url = source.url }
            return fetched
        }
        return PageDocument(
            bytes: [UInt8](try InputFile.read(page)), contentType: source.contentType, url: source.url)
    }
}

extension Article {
    var json: OrderedJSON {
        .object(
            members([
                "title": .text(title), "text": .string(text), "published": .date(published),
                "published_raw": .text(publishedRaw), "author": .text(authors.first),
                "authors": .strings(authors), "language": .text(language), "site_name": .text(siteName),
                "url": .text(url), "method": .string(method.rawValue),
            ]))
    }
}
