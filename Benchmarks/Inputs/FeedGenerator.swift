import Foundation

/// Writes RSS 2.0 feeds of any length that are the same bytes in every run.
///
/// Each entry has what news feeds carry: title, link, guid, date, author, categories, a summary and a full text
/// with markup. Every second full text is CDATA, the others are escaped; the words are of five languages.
struct FeedGenerator {
    /// How much text an entry has, in paragraphs.
    let paragraphs: Range<Int>
    private var random = RandomBits(state: 0x9E37_79B9_7F4A_7C15)
    private var bytes: [UInt8] = []

    private init(paragraphs: Range<Int>) { self.paragraphs = paragraphs }

    /// Writes a feed of `entries` entries to a new file; gives its size.
    static func write(entries: Int, paragraphs: Range<Int>, to path: String) throws -> [String: Double] {
        var generator = FeedGenerator(paragraphs: paragraphs)
        generator.head()
        return try generator.write(entries, end: "</channel></rss>\n", to: path) { $0.entry($1) }
    }

    /// As `write`, a JSON Feed.
    static func writeJSON(entries: Int, paragraphs: Range<Int>, to path: String) throws -> [String: Double] {
        var generator = FeedGenerator(paragraphs: paragraphs)
        generator.add(
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"The Bench Gazette\", \"items\": ["
        )
        return try generator.write(entries, end: "]}\n", to: path) { $0.item($1) }
    }

    private mutating func write(
        _ entries: Int, end: String, to path: String, entry: (inout FeedGenerator, Int) -> Void
    ) throws -> [String: Double] {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw BenchError("\(path) cannot be written") }
        var size = 0
        for number in 0..<entries {
            entry(&self, number)
            if bytes.count > 1 << 20 { size += try flush(to: file) }
        }
        add(end)
        size += try flush(to: file)
        try file.close()
        return ["bytes": Double(size)]
    }

    private mutating func flush(to file: FileHandle) throws -> Int {
        try file.write(contentsOf: Data(bytes))
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes.count
    }

    private mutating func head() {
        add(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
            xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
            <title>The Bench Gazette</title><link>https://gazette.example/</link>
            <description>News that nobody wrote</description><language>en</language><ttl>60</ttl>

            """)
    }

    private mutating func entry(_ number: Int) {
        let words = Self.vocabularies[number % Self.vocabularies.count]
        add("<item>\n<title>")
        sentence(words, length: 9, end: "")
        add(
            "</title>\n<link>https://gazette.example/news/\(number)?utm_source=rss&amp;utm_medium=feed</link>\n"
        )
        add("<guid isPermaLink=\"false\">urn:gazette:\(number)</guid>\n<pubDate>\(date(number))</pubDate>\n")
        add("<dc:creator>Ada Example</dc:creator>\n<category>models</category><category>deals</category>\n")
        add("<description>")
        for _ in 0..<3 { sentence(words, length: 11, end: ". ") }
        add("</description>\n<content:encoded>")
        if number.isMultiple(of: 2) {
            add("<![CDATA[")
            body(words, Marks(open: "<p>", close: "</p>\n", and: "&amp;"))
            add("]]>")
        } else {
            body(words, Marks(open: "&lt;p&gt;", close: "&lt;/p&gt;\n", and: "&amp;amp;"))
        }
        add("</content:encoded>\n</item>\n")
    }

    private mutating func item(_ number: Int) {
        let words = Self.vocabularies[number % Self.vocabularies.count]
        add(number == 0 ? "\n{" : ",\n{")
        add(
            "\"id\": \"urn:gazette:\(number)\", \"url\": \"https://gazette.example/news/\(number)\", \"title\": \""
        )
        sentence(words, length: 9, end: "\", \"summary\": \"")
        for _ in 0..<3 { sentence(words, length: 11, end: ". ") }
        add("\", \"date_published\": \"2026-01-\(10 + number % 18)T10:\(10 + number % 50):00Z\", ")
        add(
            "\"authors\": [{\"name\": \"Ada Example\"}], \"tags\": [\"models\", \"deals\"], \"content_html\": \""
        )
        body(words, Marks(open: "<p class=\\\"text\\\">", close: "</p>\\n", and: "&amp;"))
        add("\"}")
    }

    private struct Marks {
        var open: String
        var close: String
        var and: String
    }

    private mutating func body(_ words: [String], _ marks: Marks) {
        for _ in 0..<(paragraphs.lowerBound + random.below(paragraphs.count)) {
            add(marks.open)
            for _ in 0..<(3 + random.below(4)) { sentence(words, length: 12, end: ". ") }
            add("A \(marks.and) B")
            add(marks.close)
        }
    }

    private mutating func sentence(_ words: [String], length: Int, end: String) {
        for index in 0..<(length + random.below(5)) {
            if index > 0 { bytes.append(UInt8(ascii: " ")) }
            add(words[random.below(words.count)])
        }
        add(end)
    }

    private func date(_ number: Int) -> String {
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"][number / 28 % 6]
        let minute = number * 7 % 60
        return "\(10 + number % 18) \(month) 2026 \(10 + number % 14):\(10 + minute % 50):00 +0000"
    }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private static let vocabularies: [[String]] = [
        """
        the a of and to in for with on model weights company chip data centre agreement investors shares cloud \
        licence partner billion announced reported quarter research training open closed customers revenue
        """,
        """
        и в на с по для модель компания сделка соглашение инвестор миллиард рублей открытый закрытый веса облако \
        лицензия партнёр сообщила объявила квартал исследование обучение клиенты выручка
        """,
        "模型 公司 开源 闭源 权重 芯片 数据中心 协议 投资 亿美元 合作 云 许可 宣布 报道 季度 研究 训练 客户 收入 发布 收购",
        """
        der die das und mit für Modell Unternehmen Rechenzentrum Vertrag Beteiligung Milliarden Übernahme Lizenz \
        Partner kündigte meldete Quartal Forschung Gewichte offen geschlossen Kunden Umsatz
        """,
        "모델 회사 오픈소스 가중치 반도체 데이터센터 계약 투자 억달러 협력 클라우드 라이선스 발표 보도 분기 연구 학습 고객 매출",
    ].map { $0.split(separator: " ").map(String.init) }
}

/// A small generator of bits (Steele, Lea and Flood, "SplitMix", 2014): the same in every run and on every machine.
private struct RandomBits {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) >> 33) % bound
    }
}
