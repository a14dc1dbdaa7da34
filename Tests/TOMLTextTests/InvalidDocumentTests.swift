import TOMLText
import Testing

/// What TOML 1.0 refuses is refused, with its place and how to mend it.
@Suite struct InvalidDocumentTests {
    private static let strings: [(String, String, String)] = [
        ("a = \"open", "1:5", "this text has no end"), ("a = 'open", "1:5", "this text has no end"),
        ("a = \"\"\"open\n\"\"", "1:5", "this text has no end"), ("a = '''open''", "1:5", "no end"),
        ("a = \"x\ny\"", "1:7", "the text ends on its line"),
        ("a = 'x\ny'", "1:7", "the text ends on its line"),
        ("a = \"x\r\ny\"", "1:7", "the text ends on its line"),
        ("a = \"x\u{1}\"", "1:7", "U+0001"), ("a = 'x\u{7F}'", "1:7", "U+007F"),
        ("a = \"\0\"", "1:6", "U+0000"),
        ("a = \"\"\"\nx\u{B}\"\"\"", "2:2", "U+000B"), ("a = '''\u{1F}'''", "1:8", "U+001F"),
        ("a = \"\"\"x\ry\"\"\"", "1:9", "carriage return"), ("a = '''x\r'''", "1:9", "carriage return"),
        (#"a = "x\q""#, "1:7", "no such escape"), (#"a = "\x41""#, "1:6", "no such escape"),
        (#"a = "\e""#, "1:6", "no such escape"), (#"a = "\ ""#, "1:6", "no such escape"),
        (#"a = "C:\Users""#, "1:8", "no such character"), (#"a = "\u12""#, "1:6", "no such character"),
        (#"a = "\u+123""#, "1:6", "no such character"), (#"a = "\u12G4""#, "1:6", "no such character"),
        (#"a = "\U00110000""#, "1:6", "no such character"), (#"a = "\uD800""#, "1:6", "no such character"),
        (#"a = "\uDFFF""#, "1:6", "no such character"), (#"a = "\U1F600""#, "1:6", "no such character"),
        ("a = \"x \\\n y\"", "1:8", "no such escape"), ("a = \"\"\"x \\ y\"\"\"", "1:10", "no such escape"),
        ("a = \"\\", "1:6", "no such escape"), ("a = \"\"\"\\", "1:8", "no such escape"),
        (#"a = """x"""""""#, "1:14", "line should end"), ("a = ''''''''''", "1:13", "line should end"),
        ("a = \"x\"y", "1:8", "line should end"), ("a = “x”", "1:5", "a text needs quotation marks"),
    ]

    private static let numbers: [(String, String)] = [
        ("a = 007", "leave out the zeros"), ("a = -01", "leave out the zeros"),
        ("a = 00.5", "leave out the zeros"),
        ("a = 03e1", "leave out the zeros"), ("a = 1__2", "each underscore"), ("a = _1", "is no value"),
        ("a = 1_", "each underscore"), ("a = 1_.5", "each underscore"), ("a = 1._5", "each underscore"),
        ("a = 1.5_", "each underscore"), ("a = 1e_5", "each underscore"), ("a = 1.", "a point stands"),
        ("a = .5", "a point stands"), ("a = 1.e5", "a point stands"), ("a = 1.2.3", "a point stands"),
        ("a = -.5", "a point stands"), ("a = 1e", "is no number"), ("a = 1e5.5", "a point stands"),
        ("a = 1e+", "is no number"), ("a = ++1", "is no number"), ("a = 1+1", "is no number"),
        ("a = 9223372036854775808", "64 bits"), ("a = -9223372036854775809", "64 bits"),
        ("a = 0x8000000000000000", "64 bits"), ("a = 0x", "0x, 0o or 0b"), ("a = 0xG", "0x, 0o or 0b"),
        ("a = 0x_1", "0x, 0o or 0b"), ("a = 0x1_", "0x, 0o or 0b"), ("a = +0x1", "no sign"),
        ("a = 0o8", "0x, 0o or 0b"), ("a = 0b2", "0x, 0o or 0b"), ("a = 0X1", "is no number"),
        ("a = 1,5", "line should end"), ("a = 8 MB", "line should end"), ("a = 8MB", "is no number"),
        ("a = Inf", "write inf"), ("a = NaN", "write nan"), ("a = True", "write true"),
        ("a = FALSE", "write false"),
        ("a = truer", "needs quotation marks"), ("a = yes", "needs quotation marks"),
        ("a = - 1", "is no value"),
        ("a = null", "needs quotation marks"),
    ]

    private static let times = [
        "2026-13-01", "2026-00-01", "2026-04-31", "2026-01-00", "2025-02-29", "1900-02-29", "26-11-22",
        "2026-1-1",
        "2026-11-22T24:00:00", "2026-11-22T08:60:00", "2026-11-22T08:30:61", "2026-11-22T08:30",
        "2026-11-22T",
        "2026-11-22T08:30:00.", "2026-11-22T08:30:00.Z", "2026-11-22T08:30:00+24:00",
        "2026-11-22T08:30:00+1:00",
        "2026-11-22T08:30:00+01:60", "2026-11-22T08:30:00+0100", "2026-11-22_08:30:00",
        "2026-11-22T08:30:00ZZ",
        "8:30:00", "08:30", "08:30:00Z", "08:30:00+01:00", "2026-11-22 08:3", "20261122T083000Z",
    ]

    private static let lists: [(String, String, String)] = [
        ("a = [", "1:5", "this list has no end"), ("a = [1", "1:5", "no end"), ("a = [1,", "1:5", "no end"),
        ("a = [1 2]", "1:8", "comma between"), ("a = [,1]", "1:6", "a value is missing"),
        ("a = [1,,2]", "1:8", "a value is missing"), ("a = [1}", "1:7", "comma between"),
        ("a = [1]]", "1:8", "line should end"), ("a = [\n1\n\n2]", "4:1", "comma between"),
        ("a = [ # x\u{1}\n]", "1:10", "U+0001"), ("a = [b = 1]", "1:6", "needs quotation marks"),
        ("a = {", "1:6", "a key is missing"), ("a = {b = 1", "1:11", "comma between"),
        ("a = {b = 1,}", "1:12", "no comma stands before"), ("a = {,}", "1:6", "a key is missing"),
        ("a = {b = 1,, c = 2}", "1:12", "a key is missing"), ("a = {b = 1 c = 2}", "1:12", "comma between"),
        ("a = {\nb = 1}", "1:6", "a key is missing"), ("a = {b = 1,\nc = 2}", "1:12", "a key is missing"),
        ("a = {b = 1\n}", "1:11", "comma between"), ("a = {b = 1 # x\n}", "1:12", "comma between"),
        ("a = {b}", "1:7", "stands \"=\""), ("a = {1}", "1:7", "stands \"=\""),
        ("a = {b = 1, b = 2}", "1:13", "\"b\" stands on line 1 already"),
        ("a = {b = 1, b.c = 2}", "1:13", "\"b\" has its whole value"),
        ("a = {b.c = 1, b = 2}", "1:15", "\"b\" stands on line 1 already"),
        ("a = {b = {c = 1}, b.d = 2}", "1:19", "\"b\" has its whole value"),
        ("a = {b = 1}}", "1:12", "line should end"),
    ]

    private static let keys: [(String, String, String)] = [
        ("= 1", "1:1", "a key is missing"), ("a", "1:2", "stands \"=\""), ("a 1", "1:3", "stands \"=\""),
        ("a =", "1:4", "a value is missing"), ("a = # none", "1:5", "a value is missing"),
        ("a\n= 1", "1:2", "stands \"=\""), ("a =\n1", "1:4", "a value is missing"),
        ("a = = 1", "1:5", "no value begins"),
        ("a: 1", "1:2", "stands \"=\""), ("a = 1 b = 2", "1:7", "line should end"),
        ("a = 1; b = 2", "1:6", "line should end"), ("a..b = 1", "1:3", "a key is missing"),
        (".a = 1", "1:1", "a key is missing"), ("a. = 1", "1:4", "a key is missing"),
        ("é = 1", "1:1", "a key is missing"),
        ("a b = 1", "1:3", "stands \"=\""), ("a# = 1", "1:2", "stands \"=\""), ("\"a = 1", "1:1", "no end"),
        ("\"a\nb\" = 1", "1:3", "ends on its line"), ("\"\"\"a\"\"\" = 1", "1:1", "one quotation mark"),
        ("'''a''' = 1", "1:1", "one quotation mark"), ("\"a\"b = 1", "1:4", "stands \"=\""),
        ("// x", "1:1", "a key is missing"), ("a = 1\n}", "2:1", "a key is missing"),
        ("a = 1\na = 2", "2:1", "\"a\" stands on line 1 already"),
        ("a = 1\n'a' = 2", "2:1", "stands on line 1 already"),
        ("a.b = 1\na.b = 2", "2:3", "\"a.b\" stands on line 1 already"),
        ("a = 1\na.b = 2", "2:1", "whole value on line 1"),
        ("a.b = 1\na = 2", "2:1", "stands on line 1 already"),
        ("a = \"x\"\na.b.c = 2", "2:1", "whole value on line 1"),
        ("a = {}\na.b = 1", "2:1", "whole value on line 1"),
        ("a = []\na.b = 1", "2:1", "whole value on line 1"),
        ("ü = 1", "1:1", "a key is missing"), ("\"ü\" = 1 x", "1:9", "line should end"),
        ("# x\u{0}", "1:4", "U+0000"), ("# x\u{7F}", "1:4", "U+007F"), ("# x\ry", "1:4", "carriage return"),
        ("a = 1\rb = 2", "1:6", "carriage return"), ("\r", "1:1", "carriage return"),
        ("a = 1\r", "1:6", "carriage"),
        ("a = 1\n\u{FEFF}b = 2", "2:1", "a key is missing"), ("\u{C}a = 1", "1:1", "a key is missing"),
        ("a = 1 \u{A0}", "1:7", "line should end"),
    ]

    private static let headers: [(String, String, String)] = [
        ("[", "1:2", "a key is missing"), ("[a", "1:3", "close the header"),
        ("[]", "1:2", "a key is missing"),
        ("[[]]", "1:3", "a key is missing"), ("[[a]", "1:5", "close the header"),
        ("[[a] ]", "1:5", "close the header"),
        ("[ [a]]", "1:3", "a key is missing"), ("[a]]", "1:4", "line should end"),
        ("[a] b = 1", "1:5", "line should end"),
        ("[a][b]", "1:4", "line should end"), ("[a.]", "1:4", "a key is missing"),
        ("[a b]", "1:4", "close the header"),
        ("[a\nb]", "1:3", "close the header"), ("[a#b]", "1:3", "close the header"),
        ("[a=1]", "1:3", "close the header"),
        ("[a]\n[a]", "2:1", "[a] stands on line 1 already"),
        ("[a.b]\nc = 1\n[a.b]", "3:1", "[a.b] stands on line 1"),
        ("[a.b]\n[a]\n[a]", "3:1", "[a] stands on line 2"), ("a = 1\n[a]", "2:2", "whole value on line 1"),
        ("[a]\nb = 1\n[a.b]", "3:4", "whole value on line 2"),
        ("a = 1\n[a.b]", "2:2", "whole value on line 1"),
        ("a = {}\n[a]", "2:2", "whole value on line 1"), ("a = {}\n[a.b]", "2:2", "whole value on line 1"),
        ("a = {b = {}}\n[[a.b.c]]", "2:3", "whole value on line 1"),
        ("a = {}\n[[a]]", "2:3", "whole value on line 1"),
        ("a = []\n[[a]]", "2:3", "whole value on line 1"),
        ("a = [{}]\n[[a]]", "2:3", "whole value on line 1"),
        ("a = [{}]\n[a.b]", "2:2", "whole value on line 1"), ("a = 1\n[[a]]", "2:3", "whole value on line 1"),
        ("[a]\n[[a]]", "2:1", "\"a\" is one table since line 1"),
        ("[a.b]\n[[a]]", "2:1", "one table since line 1"),
        ("[[a]]\n[a]", "2:1", "write [[a]] for one more"), ("[[a]]\n[a.b]\n[a.b]", "3:1", "stands on line 2"),
        ("[a]\n[[a.b]]\n[a.b]", "3:1", "write [[a.b]]"),
        ("a.b = 1\n[a]", "2:1", "[a] stands on line 1 already"),
        ("[x]\na.b.c = 1\n[x.a]", "3:1", "stands on line 2"),
        ("[x]\na.b.c = 1\n[x.a.b]", "3:1", "stands on line 2"),
        ("[x]\na.b = 1\n[[x.a]]", "3:1", "one table since line 2"),
        ("[a.b.c]\nz = 9\n[a]\nb.c.t = 1", "4:3", "\"c\" has its whole value on line 1"),
        ("[a.b.c.d]\n[a]\nb.c.d.k.t = 1", "3:5", "\"d\" has its whole value"),
        ("[a.b]\n[a]\nb.c = 1", "3:1", "whole value"),
        ("[[a.b]]\n[a]\nb.y = 2", "3:1", "whole value on line 1"),
        ("[a]\nb = 1\n[[a.b.c]]", "3:5", "whole value on line 2"),
        ("[a]\nx = 1\n[b]\ny = 1\ny = 2", "5:1", "line 4"),
        ("[a.b.c]\n[a]\nb.x = 1\n[a.b]", "4:1", "stands on line 1"),
    ]

    @Test(arguments: [strings, lists, keys, headers].flatMap(\.self))
    func aMistakeIsNamedWithItsPlace(_ text: String, _ place: String, _ message: String) {
        let error = #expect(throws: TOMLError.self) { try TOMLReader.read(text) }

        #expect(error?.description.hasPrefix(place + ": ") == true, "\(String(describing: error))")
        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
    }

    @Test(arguments: numbers)
    func aNumberThatIsNoneIsRefused(_ text: String, _ message: String) {
        let error = #expect(throws: TOMLError.self) { try TOMLReader.read(text) }

        #expect(error?.message.contains(message) == true, "\(String(describing: error))")
        #expect(error?.place.line == 1 && error?.place.column ?? 0 >= 5)
    }

    @Test(arguments: times)
    func aTimeThatIsNoneIsRefused(_ written: String) {
        #expect(throws: TOMLError.self) { try TOMLReader.read("a = \(written)") }
    }

    private static let faults: [([UInt8], String)] = [
        ([0x61, 0x3D, 0x22, 0xFF, 0x22], "1:4"), ([0x0A, 0x23, 0xC3], "2:2"), ([0x23, 0xC0, 0x80], "1:2"),
        ([0x23, 0xED, 0xA0, 0x80], "1:2"), ([0x23, 0xF4, 0x90, 0x80, 0x80], "1:2"),
        ([0x23, 0xC3, 0xBC, 0x80], "1:3"), ([0xFF, 0xFE, 0x61, 0x00], "1:1"),
    ]

    @Test(arguments: faults)
    func bytesThatAreNoTextAreRefused(_ bytes: [UInt8], _ place: String) {
        let error = #expect(throws: TOMLError.self) { try TOMLReader.read(bytes) }

        #expect(error?.description.hasPrefix(place + ": the bytes here are no UTF-8") == true)
    }
}
