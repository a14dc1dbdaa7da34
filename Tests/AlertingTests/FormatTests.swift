import Foundation
import HTTPTransfer
import NewsModel
import Testing

@testable import Alerting

/// What each service gets, of harmless and of hostile titles.
@Suite struct FormatTests {
    private static let now = Date(timeIntervalSince1970: 1_795_252_500)
    private static let title = "Chip machine maker backs French lab"
    private static let headline = "NEW open investment Asml → Mistral AI €1.3bn announced (94 %)"

    /// Titles that would be markup, a mention or a link if a format let them.
    static let hostileTitles = [
        "@everyone @here <!channel> <@U123> <!here|now>", "[click](https://evil.example)",
        "<https://evil.example|bank>", "**bold** __under__ ~~gone~~ ||spoiler|| `code`",
        "<a href=\"https://evil.example\">bank</a><script>alert(1)</script>", "# Heading", "> quote",
        "/shutdown now @root_bot #tag $TSLA", ":fire: https://evil.example/x_y", "&lt;b&gt; &amp; \"'",
        "<at>Everyone</at>", "![x](https://evil.example/i.png)", "\\[escaped\\](https://evil.example)",
        "```\ncode\n```", "@room", "＠everyone",
    ]

    static func formats() throws -> [(name: String, format: any WebFormat)] {
        [
            ("slack", SlackFormat(url: "https://slack.example/hook")),
            ("discord", DiscordFormat(url: "https://discord.example/hook")),
            ("mattermost", MattermostFormat(url: "https://mm.example/hook")),
            ("teams", TeamsFormat(url: "https://teams.example/hook")),
            ("telegram", TelegramFormat(server: "https://tg.example", token: "1:a", chat: "-100")),
            ("ntfy", try #require(NtfyFormat(url: "https://ntfy.example/topic", token: nil))),
            ("matrix", MatrixFormat(server: "https://mx.example", room: "!r:x", token: "t")),
        ]
    }

    private func note(title: String = title, change: DealChange = DealChange(kind: .new)) -> AlertNote {
        AlertNote(
            Samples.alert(story: Samples.story(title: title), change: change, severity: .urgent))
    }

    private func body(_ message: WebMessage) throws -> [String: Any] {
        let data: [UInt8] =
            switch message.method {
            case .post(let body, _), .put(let body, _): body
            case .get: []
            }
        return try #require(try JSONSerialization.jsonObject(with: Data(data)) as? [String: Any])
    }

    private func at(_ value: Any?, _ path: [String]) -> Any? {
        path.reduce(value) { value, key in
            Int(key).map { index in (value as? [Any]).flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
                ?? (value as? [String: Any])?[key]
        }
    }

    @Test func slackGetsTextRunsAndALink() throws {
        let body = try body(SlackFormat(url: "https://s.example").message(for: note(), now: Self.now))

        let section = ["blocks", "0", "elements", "0", "elements"]
        #expect(at(body, section + ["0", "text"]) as? String == Self.headline + "\n")
        #expect(at(body, section + ["1", "type"]) as? String == "link")
        #expect(at(body, section + ["1", "url"]) as? String == "https://news.example/a?b=1")
        #expect(at(body, section + ["1", "text"]) as? String == Self.title)
        #expect(body["text"] as? String == Self.headline && body["mrkdwn"] as? Bool == false)
    }

    @Test func telegramsEntitiesCountInUTF16() throws {
        let format = TelegramFormat(server: "https://tg.example", token: "1:a", chat: "@news")
        let message = format.message(for: note(title: "🚀 Rocket 資金"), now: Self.now)
        let body = try body(message)
        let text = try #require(body["text"] as? String)
        let link = try #require(at(body, ["entities", "1"]) as? [String: Any])
        let offset = try #require(link["offset"] as? Int)
        let length = try #require(link["length"] as? Int)
        let units = Array(text.utf16)[offset..<(offset + length)]

        #expect(String(decoding: units, as: UTF16.self) == "🚀 Rocket 資金")
        #expect(message.url == "https://tg.example/bot1:a/sendMessage" && body["parse_mode"] == nil)
    }

    @Test func ntfyGetsTopicTitleAndPriority() throws {
        let format = try #require(NtfyFormat(url: "https://ntfy.example/ai-deals", token: "tk_1"))
        let message = format.message(for: note(), now: Self.now)
        let body = try body(message)

        #expect(message.url == "https://ntfy.example" && body["topic"] as? String == "ai-deals")
        #expect(body["title"] as? String == Self.headline && body["priority"] as? Int == 5)
        #expect(message.headers == [HeaderField(name: "Authorization", value: "Bearer tk_1")])
        #expect(NtfyFormat(url: "https://ntfy.example/", token: nil) == nil)
        #expect(NtfyFormat(url: "https://ntfy.example", token: nil) == nil)
    }

    @Test func anUpdateSaysWhatChanged() throws {
        let change = DealChange(kind: .update, details: [.status(from: .rumoured, to: .announced)])
        for (name, format) in try Self.formats() {
            let body = try body(format.message(for: note(change: change), now: Self.now))
            let text = strings(in: body).joined(separator: "\n")
            #expect(text.contains("status rumoured → announced"), "\(name)")
        }
    }

    /// All texts of a document.
    private func strings(in value: Any) -> [String] {
        switch value {
        case let text as String: [text]
        case let list as [Any]: list.flatMap(strings)
        case let object as [String: Any]: object.values.flatMap(strings)
        default: []
        }
    }

    @Test(arguments: [
        ("@everyone", "@\u{200B}everyone"), ("#tag", "#\u{200B}tag"), ("/stop", "/\u{200B}stop"),
        ("$TSLA up", "$\u{200B}TSLA up"), ("and/or", "and/or"), ("$6bn", "$6bn"), ("14:30", "14:30"),
        ("https://x.y", "https:\u{200B}//\u{200B}x.y"), (":fire:", ":\u{200B}fire:"), ("", ""),
        ("@", "@\u{200B}"),
    ])
    func quietTextCallsNobody(text: String, quiet: String) {
        #expect(ChatText.quiet(text) == quiet)
    }

    @Test(arguments: [
        ("a*b_c", #"a\*b\_c"#), ("[x](y)", #"\[x\]\(y\)"#), (#"\["#, #"\\\["#), ("1. x", #"1\. x"#),
        ("> x", #"\> x"#), ("<b>", #"\<b\>"#), ("`x`", #"\`x\`"#), ("a|b", #"a\|b"#), ("ja, 5 %", "ja, 5 %"),
    ])
    func markdownIsText(text: String, escaped: String) {
        #expect(ChatText.markdown(text) == escaped)
    }

    @Test(arguments: hostileTitles)
    func nothingInATitleIsMarkupToDiscordOrMattermost(title: String) throws {
        let note = note(title: title)
        let discord = try body(DiscordFormat(url: "https://d.example").message(for: note, now: Self.now))
        let mattermost = try body(
            MattermostFormat(url: "https://m.example").message(for: note, now: Self.now))
        let texts = [at(discord, ["embeds", "0", "description"]), mattermost["text"]].map {
            $0 as? String ?? ""
        }

        #expect((at(discord, ["allowed_mentions", "parse"]) as? [Any])?.isEmpty == true)
        for text in texts {
            #expect(text.contains(ChatText.markdown(note.title)))
            #expect(!hasBareMarkup(ChatText.markdown(note.title)), "\(text)")
            #expect(!text.contains("@e") && !text.contains("@h") && !text.contains("@r"), "\(text)")
        }
    }

    /// True when a character of Markdown stands without a backslash.
    private func hasBareMarkup(_ text: String) -> Bool {
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if "*_`[]()<>~|#!".unicodeScalars.contains(scalar) {
                return true
            }
        }
        return isEscaped
    }

    @Test(arguments: hostileTitles)
    func nothingInATitleIsMarkupToTheOthers(title: String) throws {
        let note = note(title: title)
        let slack = try body(SlackFormat(url: "https://s.example").message(for: note, now: Self.now))
        let matrix = try body(
            MatrixFormat(server: "https://m.example", room: "!r:x", token: "t").message(
                for: note, now: Self.now))
        let teams = try body(TeamsFormat(url: "https://t.example").message(for: note, now: Self.now))
        let html = try #require(matrix["formatted_body"] as? String)

        // Runs of text and links are what they are; nothing else may appear.
        let section = at(slack, ["blocks", "0", "elements", "0", "elements"]) as? [[String: Any]] ?? []
        #expect(section.compactMap { $0["type"] as? String } == ["text", "link", "text"])
        #expect(section[1]["text"] as? String == note.title)
        #expect(html.filter { $0 == "<" }.count == 7 && !html.contains("evil.example\""), "\(html)")
        #expect((matrix["m.mentions"] as? [String: Any])?.isEmpty == true)
        let kinds = (at(teams, ["attachments", "0", "content", "body"]) as? [[String: Any]])?
            .compactMap { $0["type"] as? String }
        #expect(Set(kinds ?? []) == ["RichTextBlock"] && teams["entities"] == nil)
    }

    /// Slack's fallback text is the one place with its own escapes; names of companies come from feeds too.
    @Test func slacksFallbackEscapesNames() throws {
        let deal = Samples.deal(parties: [Samples.party("<!channel>", "investor")])
        let note = AlertNote(Samples.alert(deal: deal)) { $0 }
        let body = try body(SlackFormat(url: "https://s.example").message(for: note, now: Self.now))

        #expect((body["text"] as? String)?.contains("&lt;!channel&gt;") == true)
    }

    @Test func onlyTheStoryIsLinked() throws {
        for (name, format) in try Self.formats() {
            for title in Self.hostileTitles {
                let body = try body(format.message(for: note(title: title), now: Self.now))
                let links = strings(in: body).filter { $0.hasPrefix("https://") }
                #expect(Set(links).isSubset(of: ["https://news.example/a?b=1"]), "\(name): \(links)")
            }
        }
    }

    @Test func aStoryWithoutTitleOrLinkIsStillAMessage() throws {
        for (name, format) in try Self.formats() {
            let note = AlertNote(Samples.alert(story: Samples.story(title: "", link: "javascript:alert(1)")))
            let body = try body(format.message(for: note, now: Self.now))
            #expect(!strings(in: body).contains { $0.contains("javascript") }, "\(name)")
        }
    }

    @Test func aSummaryIsAMessageToEveryService() throws {
        let alerts = (0..<40).map { number in
            Samples.alert(deal: Samples.deal(id: number), rule: number < 30 ? "big" : "all").outline
        }
        let note = AlertNote(summaryOf: alerts)
        for (name, format) in try Self.formats() {
            let text = strings(in: try body(format.message(for: note, now: Self.now))).joined(separator: "\n")
            #expect(text.contains("40 alerts at once") && text.contains("40 new deals"), "\(name)")
        }
        #expect(note.change == "by rule: big 30, all 10" && note.id.count == 16)
        #expect(AlertNote(summaryOf: alerts.reversed()).id == note.id)
    }
}
