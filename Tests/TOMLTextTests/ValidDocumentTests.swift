import Testing
import TOMLText

/// What TOML 1.0 allows is read as it says.
@Suite struct ValidDocumentTests {
    private static let strings: [(String, String)] = [
        (#"a = "plain # no comment" # comment"#, #"{a:"plain # no comment"}"#),
        (#"a = """#, #"{a:""}"#),
        (#"a = "\b\t\n\f\r\"\\""#, "{a:\"\u{8}\t\n\u{C}\r\"\\\"}"),
        (#"a = "\u00e9 \u00E9 \U0001F600 \u0000""#, "{a:\"é é 😀 \0\"}"),
        (#"a = "\uD7FF\uE000""#, "{a:\"\u{D7FF}\u{E000}\"}"),
        ("a = \"tab\there\"", "{a:\"tab\there\"}"),
        ("a = \"公司 ünï\"", "{a:\"公司 ünï\"}"),
        (#"a = 'C:\new\table "x"'"#, #"{a:"C:\new\table "x""}"#),
        ("a = ''", #"{a:""}"#),
        ("a = \"\"\"one\ntwo\"\"\"", "{a:\"one\ntwo\"}"),
        ("a = \"\"\"\nfirst line end goes\"\"\"", #"{a:"first line end goes"}"#),
        ("a = \"\"\"\r\nand with return\"\"\"", #"{a:"and with return"}"#),
        ("a = \"\"\"\n\nonly one\"\"\"", "{a:\"\nonly one\"}"),
        ("a = \"\"\"join \\\n    this\"\"\"", #"{a:"join this"}"#),
        ("a = \"\"\"join \\ \t \n\n \n  that\"\"\"", #"{a:"join that"}"#),
        ("a = \"\"\"a\\\n\"\"\"", #"{a:"a"}"#),
        (#"a = """one " two "" three""""#, #"{a:"one " two "" three"}"#),
        (#"a = """at the end "" """"#, #"{a:"at the end "" "}"#),
        (#"a = """x"""""#, #"{a:"x""}"#),
        (#"a = """x""""""#, #"{a:"x"""}"#),
        (#"a = """""""#, #"{a:""}"#),
        (#"a = """\"""\"""""#, #"{a:""""""}"#),
        ("a = '''it's '' so\n'''", "{a:\"it's '' so\n\"}"),
        ("a = '''''two'''''", #"{a:"''two''"}"#),
        (#"a = '''\n \u0 \'''"#, #"{a:"\n \u0 \"}"#),
    ]

    private static let numbers: [(String, String)] = [
        ("a = 0", "{a:0}"), ("a = +0", "{a:0}"), ("a = -0", "{a:0}"), ("a = +99", "{a:99}"),
        ("a = -1_000", "{a:-1000}"),
        ("a = 1_2_3", "{a:123}"), ("a = 9223372036854775807", "{a:9223372036854775807}"),
        ("a = -9223372036854775808", "{a:-9223372036854775808}"),
        ("a = 9007199254740993", "{a:9007199254740993}"),
        ("a = 0xDEADbeef", "{a:3735928559}"), ("a = 0xdead_beef", "{a:3735928559}"),
        ("a = 0x00ff", "{a:255}"), ("a = 0o755", "{a:493}"), ("a = 0b1101_0110", "{a:214}"),
        ("a = 1.0", "{a:1.0}"), ("a = -0.0", "{a:-0.0}"), ("a = +3.1415", "{a:3.1415}"),
        ("a = 5e+22", "{a:5e+22}"), ("a = 1e06", "{a:1000000.0}"), ("a = -2E-2", "{a:-0.02}"),
        ("a = 6.626e-34", "{a:6.626e-34}"), ("a = 0e0", "{a:0.0}"),
        ("a = 224_617.445_991", "{a:224617.445991}"),
        ("a = 1_0e1_0", "{a:100000000000.0}"),
        ("a = inf", "{a:inf}"), ("a = +inf", "{a:inf}"), ("a = -inf", "{a:-inf}"), ("a = nan", "{a:nan}"),
        ("a = -nan", "{a:nan}"), ("a = true", "{a:true}"), ("a = false", "{a:false}"),
    ]

    private static let times: [(String, String)] = [
        ("a = 2026-11-22T08:30:00Z", "{a:date-time with offset 2026-11-22T08:30:00Z}"),
        ("a = 2026-11-22t08:30:00z", "{a:date-time with offset 2026-11-22t08:30:00z}"),
        ("a = 2026-11-22 08:30:00.125-07:00", "{a:date-time with offset 2026-11-22 08:30:00.125-07:00}"),
        ("a = 2026-11-22T08:30:00+23:59", "{a:date-time with offset 2026-11-22T08:30:00+23:59}"),
        ("a = 2026-11-22T08:30:00", "{a:date-time 2026-11-22T08:30:00}"),
        ("a = 2026-11-22 08:30:00.999999999 # then", "{a:date-time 2026-11-22 08:30:00.999999999}"),
        ("a = 2026-11-22", "{a:date 2026-11-22}"), ("a = 2026-11-22 # then", "{a:date 2026-11-22}"),
        ("a = 2024-02-29", "{a:date 2024-02-29}"), ("a = 2000-02-29", "{a:date 2000-02-29}"),
        ("a = 0000-01-01", "{a:date 0000-01-01}"),
        ("a = 08:30:00", "{a:time 08:30:00}"), ("a = 23:59:60.5", "{a:time 23:59:60.5}"),
        ("a = [2026-11-22, 08:30:00]", "{a:[date 2026-11-22 time 08:30:00]}"),
    ]

    private static let lists: [(String, String)] = [
        ("a = []", "{a:[]}"), ("a = [1, 2]", "{a:[1 2]}"), ("a = [1,2,]", "{a:[1 2]}"),
        ("a = [ 1, # one\n\n 2 # two\n , ]", "{a:[1 2]}"), ("a = [\r\n1\r\n]", "{a:[1]}"),
        (#"a = [1, 2.0, "x", true]"#, #"{a:[1 2.0 "x" true]}"#), ("a = [[1], [[]]]", "{a:[[1] [[]]]}"),
        ("a = [{b = 1}, {}]", "{a:[{b:1} {}]}"),
        ("a = [\"\"\"x\ny\"\"\"]", "{a:[\"x\ny\"]}"),
        ("a = {}", "{a:{}}"), ("a = { }", "{a:{}}"), ("a = {b=1,c='x'}", #"{a:{b:1 c:"x"}}"#),
        ("a = { b.c = 1, b.d = 2 }", "{a:{b:{c:1 d:2}}}"),
        ("a = { b = [\n1,\n2 ], c = 3 }", "{a:{b:[1 2] c:3}}"),
        ("a = { b = { c = 1 } }", "{a:{b:{c:1}}}"),
    ]

    private static let keys: [(String, String)] = [
        ("", "{}"), ("# only this", "{}"), ("\n \t\r\n", "{}"), ("\u{FEFF}a = 1", "{a:1}"),
        ("a=1", "{a:1}"), ("\t a\t=\t1 \t", "{a:1}"), ("1234 = 1", "{1234:1}"), ("-_A9 = 1", "{-_A9:1}"),
        ("true = 1\ninf = 2", "{inf:2 true:1}"), ("3.14 = 1", "{3:{14:1}}"),
        ("2026-11-22 = 1", "{2026-11-22:1}"),
        (#""" = 1"#, "{:1}"), ("'' = 1", "{:1}"), (#""a b" = 1"#, "{a b:1}"), (#""\u0061" = 1"#, "{a:1}"),
        (#"'\u0061' = 1"#, #"{\u0061:1}"#), (#""a.b" = 1"#, "{a.b:1}"),
        (#"a."b.c".d = 1"#, "{a:{b.c:{d:1}}}"),
        ("a . b\t.c = 1", "{a:{b:{c:1}}}"), ("a.b = 1\na.c = 2", "{a:{b:1 c:2}}"),
        ("a.b = 1\nx = 2\na.c = 3", "{a:{b:1 c:3} x:2}"), ("# tab\tand ü are fine", "{}"),
    ]

    private static let headers: [(String, String)] = [
        ("[a]", "{a:{}}"), (" [ a . b ] # x", "{a:{b:{}}}"), (#"["a.b".'c']"#, "{a.b:{c:{}}}"),
        ("[a.b]\n[a]\nc = 1", "{a:{b:{} c:1}}"), ("[a]\n[b]\n[a.c]", "{a:{c:{}} b:{}}"),
        ("[a]\nb.c = 1\n[a.b.d]\ne = 2", "{a:{b:{c:1 d:{e:2}}}}"), ("a.b = 1\n[a.c]", "{a:{b:1 c:{}}}"),
        ("[a]\nb = 1\n[[a.c]]\nd = 2", "{a:{b:1 c:[{d:2}]}}"),
        ("[[a]]\nb = 1\n[[a]]", "{a:[{b:1} {}]}"),
        ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]", "{a:[{b:{c:1}} {b:{}}]}"),
        ("[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]", "{a:[{b:[{} {}]} {b:[{}]}]}"),
        ("[[ a . b ]]", "{a:{b:[{}]}}"), ("[a.b]\n[[a.c]]", "{a:{b:{} c:[{}]}}"),
        ("[[x]]\ny.z = 1\n[[x]]\ny.z = 2", "{x:[{y:{z:1}} {y:{z:2}}]}"),
        ("[a.b.c]\n[a]\nb.x = 1", "{a:{b:{c:{} x:1}}}"),
        ("[a]\r\nb = 1\r\n", "{a:{b:1}}"), ("[a]\nb = 1\n# end without line end", "{a:{b:1}}"),
        ("[\"\"]\na = 1", "{:{a:1}}"),
    ]

    @Test(arguments: [strings, numbers, times, lists, keys, headers].flatMap(\.self))
    func aDocumentIsReadAsItStands(_ text: String, _ expected: String) throws {
        #expect(try Self.written(TOMLReader.read(text)) == expected)
    }

    @Test func aKeyMayHaveSixteenPartsAndListsAsManyBrackets() throws {
        let path = (1...16).map(String.init).joined(separator: ".")
        let list = String(repeating: "[", count: 15) + "1" + String(repeating: "]", count: 15)

        #expect(try TOMLReader.read("\(path) = 1").keys.count == 1)
        #expect(try TOMLReader.read("a = \(list)")["a"]?.list?.count == 1)
    }

    /// The values, sorted by key and written so that different kinds differ.
    private static func written(_ table: TOMLTable) -> String {
        let pairs = table.keys.sorted().map { key in "\(key):\(table[key].map(written) ?? "")" }
        return "{" + pairs.joined(separator: " ") + "}"
    }

    private static func written(_ value: TOMLValue) -> String {
        switch value.content {
        case .string(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .float(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .time(let text, let kind): "\(kind.rawValue) \(text)"
        case .table(let table): written(table)
        case .list, .tables: "[" + (value.list ?? []).map(written).joined(separator: " ") + "]"
        }
    }
}
