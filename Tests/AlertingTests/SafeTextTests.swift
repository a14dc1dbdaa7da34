import Testing

@testable import Alerting

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("plain title", "plain title"),
        ("  two \n lines\tand\r\n\u{2028}more  ", "two lines and more"),
        ("red \u{1B}[31mtext\u{1B}[0m", "red text"),
        ("\u{1B}]0;window title\u{07}seen", "seen"),
        ("\u{1B}]8;;https://x.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
        ("\u{1B}]52;c;c2VjcmV0\u{9C}seen", "seen"),
        ("\u{9B}31mred", "red"),
        ("\u{9D}0;title\u{07}seen", "seen"),
        ("\u{1B}]never ended", "never ended"),
        ("\u{1B}(Bset \u{1B}cdone\u{1B}", "set done"),
        ("nul\0 bel\u{7} del\u{7F} c1\u{85}next", "nul bel del c1 next"),
        ("a\u{202E}b\u{2066}c\u{2069}d\u{200B}e\u{FEFF}f\u{200F}g", "abcdefg"),
        ("tag\u{E0041}\u{E0020}\u{E007F}s\u{FE0F}", "tags"),
        ("soft\u{AD}hyphen\u{3164}", "softhyphen"),
        ("z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}a", "z\u{300}\u{301}\u{302}\u{303}a"),
        ("Ünïcode 英伟达 엔비디아 Ёж 👍", "Ünïcode 英伟达 엔비디아 Ёж 👍"),
        ("", ""), ("\u{200B}\n", ""), (" ", ""), (" led", "led"), ("followed ", "followed"),
        ("a  b c", "a b c"),
        ("a~!b", "a~!b"), ("a\u{7F}b", "ab"), ("a\tb", "a b"),
    ])
    func lineShowsVisibleTextAlone(text: String, expected: String) {
        #expect(Array(SafeText.line(text, maxBytes: 300).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "ab…"), ("日本語日本語", 9, "日本…"), ("日本語日本語", 11, "日本…"),
        ("e\u{301}e\u{301}e\u{301}", 6, "e\u{301}…"), ("👩🏽👩🏽", 8, "…"),
    ])
    func cutsBetweenCharacters(text: String, maxBytes: Int, expected: String) {
        #expect(SafeText.line(text, maxBytes: maxBytes) == expected)
    }

    @Test(
        arguments: [
            ("https://news.example/a?b=1&c=2#d", "https://news.example/a?b=1&c=2#d"),
            ("HTTP://news.example/", "HTTP://news.example/"),
            ("https://x.example/a b\u{1B}[0m\"\u{202E}", "https://x.example/a%20b%1B[0m%22%E2%80%AE"),
            ("javascript:alert(1)", nil), (" https://x.example/", nil), ("data:text/html,x", nil), (nil, nil),
        ] as [(String?, String?)])
    func onlyWebLinksAreShown(link: String?, expected: String?) {
        #expect(SafeText.link(link) == expected)
    }

    @Test func hugeLinkIsLeftOut() {
        #expect(SafeText.link("https://x.example/" + String(repeating: "a", count: 3000)) == nil)
        #expect(SafeText.link("https://x.example/" + String(repeating: "é", count: 900)) == nil)
    }

    @Test func noTextBringsControlsOrBreaksTheLimit() {
        var random = SplitMix(state: 20_261_121)
        let pool: [Unicode.Scalar] =
            (0...0x9F).compactMap(Unicode.Scalar.init(_:)) + [
                "\u{1B}", "[", "]", ";", "\\", "m", "\u{9B}", "\u{9C}", "\u{9D}", "\u{200D}", "\u{202E}",
                "\u{2028}", "\u{2069}", "\u{301}", "\u{20E3}", "\u{E0041}", "\u{FEFF}", "界", "é", "👍", "가",
            ]
        for _ in 0..<5_000 {
            let length = Int(random.next() % 60)
            var scalars = String.UnicodeScalarView()
            for _ in 0..<length { scalars.append(pool[Int(random.next() % UInt64(pool.count))]) }
            let limit = 3 + Int(random.next() % 80)

            let line = SafeText.line(String(scalars), maxBytes: limit)

            #expect(line.utf8.count <= limit)
            #expect(!line.unicodeScalars.contains { Self.isDangerous($0) })
            #expect(SafeText.line(line, maxBytes: limit) == line)
        }
    }

    @Test func hostileTextTakesLinearTime() {
        let introducers = String(repeating: "\u{1B}]a\u{9D}", count: 50_000)
        let marks = "a" + String(repeating: "\u{301}", count: 200_000)

        #expect(SafeText.line(introducers, maxBytes: 100).utf8.count <= 100)
        #expect(SafeText.line(marks, maxBytes: 100).unicodeScalars.count == 5)
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        case 0xE0000...0xE0FFF: true
        default: false
        }
    }
}

/// Sebastiano Vigna's SplitMix64: the same numbers in every run.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
