/// Rows 1 to 17: markup that attacks whoever reads it.
extension HostileRow {
    static let markup: [HostileRow] = entities + structure + encodings + lookalikes

    private static let entities = [
        HostileRow(1, "external-entity", .refused("entit")) { _ in
            HostileFeed.reply(
                HostileFeed.rss(
                    "<item><title>&x;</title></item>",
                    doctype: "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"))
        },
        HostileRow(2, "external-dtd", .stories(1)) { visit in
            HostileFeed.reply(
                HostileFeed.rss(
                    doctype: """
                        <!DOCTYPE rss SYSTEM "\(visit.inside)/feed.dtd" \
                        [<!ENTITY % p SYSTEM "\(visit.inside)/p">%p;]>
                        """))
        },
        HostileRow(3, "billion-laughs", .refused("entit")) { _ in HostileFeed.reply(laughs("&l9;")) },
        HostileRow(4, "quadratic-blow-up", .refused("entit")) { _ in
            HostileFeed.reply(
                HostileFeed.rss(
                    "<item><title>\("&b;".times(20_000))</title></item>",
                    doctype: "<!DOCTYPE rss [<!ENTITY b \"\("b".times(100_000))\">]>"))
        },
        HostileRow(5, "laughs-in-an-attribute", .refused("entit")) { _ in
            HostileFeed.reply(laughs("x", attribute: " a=\"&l9;\""))
        },
    ]

    private static func laughs(_ title: String, attribute: String = "") -> String {
        let levels = (1...9).map { "<!ENTITY l\($0) \"\("&l\($0 - 1);".times(10))\">" }
        return HostileFeed.rss(
            "<item\(attribute)><title>\(title)</title></item>",
            doctype: "<!DOCTYPE rss [<!ENTITY l0 \"ha\">\(levels.joined())]>")
    }

    private static let structure = [
        HostileRow(6, "attributes", .refused("one tag is larger")) { _ in
            let attributes = (0..<100_000).map { " a\($0)=\"\"" }.joined()
            return HostileFeed.reply(HostileFeed.rss("<item\(attributes)><title>x</title></item>"))
        },
        HostileRow(7, "namespaces", .refused("one tag is larger")) { _ in
            let spaces = (0..<50_000).map { " xmlns:n\($0)=\"u:\($0)\"" }.joined()
            return HostileFeed.reply(HostileFeed.rss("<item\(spaces)><title>x</title></item>"))
        },
        HostileRow(8, "nested-elements", .refused("nest")) { _ in
            HostileFeed.reply(HostileFeed.rss("<a>".times(1_000_000)))
        },
        HostileRow(9, "nested-html", .stories(1)) { _ in
            HostileFeed.reply(
                HostileFeed.rss(
                    """
                    <item><title>Nested</title><description><![CDATA[\("<div>".times(1_000_000))deep]]>\
                    </description></item>
                    """))
        },
        HostileRow(10, "title-of-100-megabytes", .refused("exceeds")) { _ in
            HostileFeed.flood(
                HostileFeed.head() + "<item><title>", "a".times(100_000), bytes: 100_000_000,
                foot: "</title></item>" + HostileFeed.foot)
        },
        HostileRow(11, "a-million-items", .refused("exceeds")) { _ in
            HostileFeed.flood(
                HostileFeed.head(), "<item><title>Item of a flood</title><guid>1</guid></item>".times(1_000),
                bytes: 58_000_000)
        },
    ]

    private static let encodings = [
        HostileRow(12, "control-characters", .stories(1)) { _ in
            HostileFeed.reply(
                HostileFeed.rss(
                    "<item><title>A\u{0}B\u{1}C\u{1B}[2JD\u{7F}&#7;</title><guid>c</guid></item>"))
        },
        HostileRow(13, "latin-1-declared-utf-8", .stories(1)) { _ in
            let text = HostileFeed.rss("<item><title>Caf# Gr#n</title><guid>l</guid></item>")
            return HostileFeed.reply(
                text.utf8.map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 }, type: "application/rss+xml")
        },
        HostileRow(14, "utf-7", .stories(1)) { _ in
            HostileFeed.reply(
                HostileFeed.rss("<item><title>+ADw-script+AD4-</title></item>")
                    .replacing("UTF-8", with: "UTF-7"), type: "text/xml; charset=utf-7")
        },
        HostileRow(15, "utf-16-mark-before-8-bit-text", .refused("not a feed")) { _ in
            HostileFeed.reply([0xFF, 0xFE] + Array(HostileFeed.rss().utf8), type: "text/xml; charset=koi8-r")
        },
    ]

    private static let lookalikes = [
        HostileRow(16, "cut-off-in-an-item", .stories(2)) { _ in
            HostileFeed.reply(HostileFeed.head() + HostileFeed.story + "<item><title>The other ha")
        },
        HostileRow(17, "login-page", .refused("web page")) { _ in
            HostileFeed.reply(
                "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>",
                type: "text/html")
        },
    ]
}
