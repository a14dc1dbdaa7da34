import Testing

@testable import FeedParsing

@Suite struct EncodingTests {
    /// A title in an encoding, by its bytes.
    struct Case: Sendable, CustomTestStringConvertible {
        var label: String
        var bytes: [UInt8]
        var text: String
        var testDescription: String { label }
    }

    private static func document(_ bytes: [UInt8], declared: String?) -> [UInt8] {
        let declaration = declared.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
        return Array("\(declaration)<rss><channel><title>".utf8) + bytes
            + Array("</title></channel></rss>".utf8)
    }

    private static func parse(_ bytes: [UInt8], contentType: String? = nil) throws -> ParsedFeed {
        try FeedParser.parse(bytes, contentType: contentType, url: Documents.url)
    }

    static let samples: [Case] = [
        Case(label: "windows-1251", bytes: [0xCC, 0xEE, 0xE4, 0xE5, 0xEB, 0xFC], text: "Модель"),
        Case(label: "koi8-r", bytes: [0xED, 0xCF, 0xC4, 0xC5, 0xCC, 0xD8], text: "Модель"),
        Case(label: "ISO-8859-5", bytes: [0xBC, 0xDE, 0xD4, 0xD5, 0xDB, 0xEC], text: "Модель"),
        Case(label: "iso-8859-1", bytes: [0x93, 0x63, 0x61, 0x66, 0xE9, 0x94], text: "“café”"),
        Case(label: "iso-8859-15", bytes: [0xA4], text: "€"),
        Case(label: "windows-1252", bytes: [0x80, 0x35], text: "€5"),
        Case(label: "iso-8859-2", bytes: [0xB9, 0xBE], text: "šž"),
        Case(label: "Shift_JIS", bytes: [0x83, 0x82, 0x83, 0x66, 0x83, 0x8B], text: "モデル"),
        Case(label: "EUC-JP", bytes: [0xA5, 0xE2, 0xA5, 0xC7, 0xA5, 0xEB], text: "モデル"),
        Case(label: "euc-kr", bytes: [0xB8, 0xF0, 0xB5, 0xA8], text: "모델"),
        Case(label: "gb2312", bytes: [0xC4, 0xA3, 0xD0, 0xCD], text: "模型"),
        Case(label: "gbk", bytes: [0x98, 0xCB], text: "\u{6A19}"),
        Case(label: "cp850", bytes: [0x82, 0x80], text: "éÇ"),
        Case(label: "x-mac-cyrillic", bytes: [0x8C, 0xEE, 0xE4], text: "Мод"),
        Case(label: "big5", bytes: [0xBC, 0xD2, 0xAB, 0xAC], text: "模型"),
    ]

    @Test(arguments: samples)
    func declaredEncodingsAreRead(_ sample: Case) throws {
        let feed = try Self.parse(Self.document(sample.bytes, declared: sample.label))

        #expect(feed.feed.title == sample.text)
    }

    @Test(arguments: samples)
    func httpCharsetIsRead(_ sample: Case) throws {
        let bytes = Self.document(sample.bytes, declared: nil)
        let feed = try Self.parse(bytes, contentType: "text/xml; Charset=\"\(sample.label)\"")

        #expect(feed.feed.title == sample.text)
    }

    @Test func httpCharsetWinsOverTheDeclaration() throws {
        let bytes = Self.document([0xED, 0xCF], declared: "windows-1251")
        let feed = try Self.parse(bytes, contentType: "application/rss+xml; charset=koi8-r")

        #expect(feed.encoding == "koi8-r")
        #expect(feed.feed.title == "Мо")
    }

    @Test func validUTF8WinsOverALyingLabel() throws {
        let feed = try Self.parse(Self.document(Array("Модель".utf8), declared: "iso-8859-1"))

        #expect(feed.encoding == "utf-8")
        #expect(feed.feed.title == "Модель")
        #expect(feed.bozo)
    }

    @Test func latin1DeclaredAsUTF8IsReadAsWindows1252() throws {
        let feed = try Self.parse(Self.document([0x63, 0x61, 0x66, 0xE9], declared: "utf-8"))

        #expect(feed.encoding == "windows-1252")
        #expect(feed.feed.title == "café")
        #expect(feed.bozo)
    }

    @Test func aFewBrokenBytesDoNotMakeAnotherEncoding() throws {
        let feed = try Self.parse(Self.document(Array("Модель открыта".utf8) + [0xFF], declared: "utf-8"))

        #expect(feed.encoding == "utf-8")
        #expect(feed.feed.title == "Модель открыта\u{FFFD}")
        #expect(feed.bozo)
    }

    @Test(arguments: [false, true])
    func utf16IsReadWithAndWithoutMark(_ isBigEndian: Bool) throws {
        let text = "<?xml version='1.0' encoding='utf-16'?><rss><channel><title>模型 😀</title></channel></rss>"
        func bytes(_ unit: UInt16) -> [UInt8] {
            isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        let body = text.utf16.flatMap(bytes)

        #expect(try Self.parse(bytes(0xFEFF) + body).feed.title == "模型 😀")
        #expect(try Self.parse(body).feed.title == "模型 😀")
    }

    @Test func aMarkWinsOverEverything() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Self.document(Array("é".utf8), declared: "koi8-r")

        #expect(try Self.parse(bytes, contentType: "text/xml; charset=big5").feed.title == "é")
    }

    @Test func narrowLabelsAreReportedAsDeclared() throws {
        #expect(try Self.parse(Self.document([0xE9], declared: "ISO-8859-1")).encoding == "iso-8859-1")
        #expect(try Self.parse(Self.document([0x41], declared: "US-ASCII")).encoding == "us-ascii")
    }

    @Test func ebcdicIsRead() throws {
        // <?xml version='1.0' encoding='ibm037'?><rss><channel><title>Øre</title></channel></rss>
        let text = "<?xml version='1.0' encoding='ibm037'?><rss><channel><title>*re</title></channel></rss>"
        let codes: [Character: UInt8] = [
            " ": 0x40, "<": 0x4C, ">": 0x6E, "?": 0x6F, "/": 0x61, "=": 0x7E, "'": 0x7D, ".": 0x4B, "*": 0x80,
        ]
        let bytes = text.map { character -> UInt8 in
            if let code = codes[character] { return code }
            guard let ascii = character.asciiValue else { return 0x6F }
            switch ascii {
            case 0x30...0x39: return 0xF0 &+ (ascii &- 0x30)
            case 0x61...0x69: return 0x81 &+ (ascii &- 0x61)
            case 0x6A...0x72: return 0x91 &+ (ascii &- 0x6A)
            default: return 0xA2 &+ (ascii &- 0x73)
            }
        }
        let feed = try Self.parse(bytes)

        #expect(feed.feed.title == "Øre")
        #expect(feed.encoding == "ibm037")
    }

    @Test func utf7IsRefused() throws {
        let feed = try Self.parse(Self.document(Array("+ADw-b+AD4-".utf8), declared: "utf-7"))

        #expect(feed.feed.title == "+ADw-b+AD4-")
        #expect(feed.bozoReason == "unknown encoding utf-7")
    }

    @Test(
        arguments: [
            (
                "windows-1251",
                [0xCC, 0xEE, 0xE4, 0xE5, 0xEB, 0xFC, 0x20, 0xEE, 0xF2, 0xEA, 0xF0, 0xFB, 0xF2, 0xE0]
            ),
            ("koi8-r", [0xED, 0xCF, 0xC4, 0xC5, 0xCC, 0xD8, 0x20, 0xCF, 0xD4, 0xCB, 0xD2, 0xD9, 0xD4, 0xC1]),
            ("shift_jis", [0x83, 0x82, 0x83, 0x66, 0x83, 0x8B, 0x82, 0xF0, 0x8C, 0xF6, 0x8A, 0x4A]),
            ("euc-jp", [0xA5, 0xE2, 0xA5, 0xC7, 0xA5, 0xEB, 0xA4, 0xF2, 0xB8, 0xF8, 0xB3, 0xAB]),
            (
                "big5",
                [
                    0xA6, 0xB3, 0xAD, 0xAD, 0xA4, 0xBD, 0xA5, 0x71, 0xA5, 0x78, 0xC6, 0x57, 0xA4, 0xE9, 0xA5,
                    0xBB, 0xA4,
                    0x6A, 0xA4, 0x48,
                ]
            ),
            ("gb18030", [0xC4, 0xA3, 0xD0, 0xCD, 0xBF, 0xAA, 0xD4, 0xB4, 0xCD, 0xEA, 0xD5, 0xFB]),
            ("euc-kr", [0xB8, 0xF0, 0xB5, 0xA8, 0xB0, 0xF8, 0xB0, 0xB3, 0xC7, 0xD5, 0xB4, 0xCF]),
        ] as [(String, [UInt8])])
    func unlabelledEncodingsAreGuessed(_ name: String, _ bytes: [UInt8]) throws {
        let feed = try Self.parse(Self.document(bytes, declared: nil))

        #expect(feed.encoding == name)
    }

    @Test func controlsOfWindows1252InUTF8AreMended() throws {
        #expect(try Documents.item("<title>it\u{92}s&#146;\u{85}</title>").title == "it’s’…")
    }
}
