/// Rows 36 to 40: feeds that are well formed and lie.
extension HostileRow {
    static let content: [HostileRow] = decoys + identities + histories + values

    private static func item(_ title: String, guid: String, rest: String = "") -> String {
        "<item><title>\(title)</title><guid isPermaLink=\"false\">\(guid)</guid>\(rest)</item>"
    }

    private static let decoys = [
        HostileRow(36, "two-feeds-by-turns", .stories(3)) { visit in
            let name = visit.number % 2 == 0 ? "Meadow Wire" : "Harbour Notes"
            return HostileFeed.reply(
                HostileFeed.rss(
                    (1...3).map { item("\(name) \($0)", guid: "\($0)-\(name)") }.joined(), title: name))
        },
        HostileRow(36, "two-languages-by-turns", .stories(3)) { visit in
            let words = visit.number % 2 == 0 ? ["one", "two", "three"] : ["eins", "zwei", "drei"]
            return HostileFeed.reply(
                HostileFeed.rss(words.map { item("Number \($0)", guid: $0) }.joined()))
        },
    ]

    private static let identities = [
        HostileRow(37, "one-guid-for-all", .stories(5)) { _ in
            HostileFeed.reply(HostileFeed.rss((1...5).map { item("Story \($0)", guid: "same") }.joined()))
        },
        HostileRow(37, "empty-guids", .stories(5)) { _ in
            HostileFeed.reply(HostileFeed.rss((1...5).map { item("Story \($0)", guid: "") }.joined()))
        },
        HostileRow(37, "guid-of-a-megabyte", .stories(1)) { _ in
            HostileFeed.reply(HostileFeed.rss(item("Story", guid: "g".times(1_000_000))))
        },
    ]

    private static let histories = [
        HostileRow(38, "new-guids-at-every-visit", .stories(8)) { visit in
            HostileFeed.reply(
                HostileFeed.rss(
                    (1...8).map { item("Story \($0)", guid: "\(visit.number)-\($0)") }.joined()))
        },
        HostileRow(38, "new-dates-at-every-visit", .stories(8)) { visit in
            HostileFeed.reply(
                HostileFeed.rss(
                    (1...8).map { number in
                        item(
                            "Story \(number)", guid: "\(number)",
                            rest: "<pubDate>2026-06-0\(1 + visit.number % 9)T10:00:00Z</pubDate>")
                    }.joined()))
        },
    ]

    /// As publishers have written them.
    package static let impossibleDates = [
        "Thu, 01 Jan 1970 00:00:00 GMT", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z",
        "-001-01-01T00:00:00Z",
        "Mon, 30 Feb 2026 99:99:99 +2600", "0001-01-01T00:00:00Z", "2026-02-29T12:00:00Z",
        "Sat, 31 Dec 2016 23:59:60 GMT", "99999999999999999999", "yesterday",
    ]

    private static let values = [
        HostileRow(39, "impossible-dates", .stories(impossibleDates.count)) { _ in
            HostileFeed.reply(
                HostileFeed.rss(
                    impossibleDates.enumerated().map { index, date in
                        item("Dated \(index)", guid: "\(index)", rest: "<pubDate>\(date)</pubDate>")
                    }.joined()))
        },
        HostileRow(40, "numbers-out-of-range", .stories(1)) { _ in
            HostileFeed.reply(
                HostileFeed.rss(
                    """
                    <ttl>1e30</ttl><skipHours><hour>99999999999999999999</hour></skipHours>\
                    \(item("Beyond &#x110000; Unicode", guid: "n",
                        rest: "<enclosure url=\"http://a.example/b\" length=\"-1\" type=\"x\"/>"))
                    """))
        },
    ]
}
