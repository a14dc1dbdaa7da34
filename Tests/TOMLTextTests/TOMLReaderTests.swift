import Foundation
import TOMLText
import TestSupport
import Testing

@Suite struct TOMLReaderTests {
    @Test func wholeNumbersAndFractionsAreDifferentKinds() throws {
        let table = try TOMLReader.read("whole = 5\nfraction = 5.0")

        #expect(table["whole"]?.integer == 5 && table["whole"]?.number == 5)
        #expect(table["fraction"]?.integer == nil && table["fraction"]?.number == 5)
        #expect(table["fraction"]?.string == nil && table["none"] == nil)
    }

    @Test func everyValueKnowsItsPlace() throws {
        let table = try TOMLReader.read(
            """
            # ü
            a = 1
              "b" = [ 'é', "x",
                7 ]
            c = \"""
            text\"""
            d.e = { f = 1 }

             [g.h]
            i = true
            [[j]]
            k = '''l'''
            [[j]]
            """)

        #expect(Self.place(table["a"]) == "2:5" && table.place(ofKey: "b")?.column == 3)
        #expect(table["b"]?.list?.map { Self.place($0) } == ["3:12", "3:17", "4:5"])
        #expect(Self.place(table["c"]) == "6:1" && table.place(ofKey: "c")?.line == 5)
        #expect(Self.place(table["d"]?.table?["e"]?.table?["f"]) == "7:13")
        #expect(table["d"]?.table?.place(ofKey: "e")?.column == 3)
        #expect(Self.place(table["g"]) == "9:2" && table.place(ofKey: "g")?.line == 9)
        #expect(Self.place(table["g"]?.table?["h"]?.table?["i"]) == "10:5")
        #expect(table["j"]?.list?.map { Self.place($0) } == ["11:1", "13:1"])
        #expect(Self.place(table["j"]?.list?.first?.table?["k"]) == "12:8")
        #expect(table.place(ofKey: "z") == nil)
    }

    private static func place(_ value: TOMLValue?) -> String? {
        value.map { "\($0.place.line):\($0.place.column)" }
    }

    @Test func aHeaderOfItsOwnIsThePlaceOfATable() throws {
        let table = try TOMLReader.read("[a.b]\n\n[a]")

        #expect(table["a"]?.table?.place.line == 3)
        #expect(table.place(ofKey: "a")?.line == 1)
    }

    @Test(arguments: ["[", "{a=", "[{a=", "[[1],"])
    func deepNestingIsRefused(_ opening: String) {
        let error = #expect(throws: TOMLError.self) {
            try TOMLReader.read("a = " + String(repeating: opening, count: 100_000))
        }

        #expect(error?.message.contains("nested more than 16 deep") == true)
    }

    @Test(arguments: ["", "[", "[["])
    func keysOfManyPartsAreRefused(_ header: String) {
        let error = #expect(throws: TOMLError.self) {
            try TOMLReader.read(header + String(repeating: "a.", count: 100_000))
        }

        #expect(error?.message.contains("16 parts") == true)
    }

    @Test(arguments: ["config/campwatch.toml", "config/rules.toml", "config/lexicon/domain.toml"])
    func aDocumentThatBreaksOffIsReadOrRefused(_ path: String) throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: Repository.path(path))))

        #expect(throws: Never.self) { try TOMLReader.read(bytes) }
        for end in stride(from: 0, to: bytes.count, by: 13) {
            let cut = Array(bytes[..<end])
            do throws(TOMLError) {
                _ = try TOMLReader.read(cut)
            } catch {
                #expect(error.place.line <= cut.count { $0 == 0x0A } + 1)
            }
        }
    }

    /// A reader that is not linear would take minutes.
    @Test(arguments: [
        "a = '''" + String(repeating: "''x", count: 60_000),
        "a = \"\"\"" + String(repeating: "\\\n", count: 60_000),
        "a = \"" + String(repeating: "\\u00e9", count: 40_000),
        "a = [" + String(repeating: "1,", count: 40_000),
        "a = [" + String(repeating: "\n", count: 100_000),
        String(repeating: "[[a]]\n", count: 20_000), String(repeating: "#\r\n", count: 60_000),
        "a = 1" + String(repeating: "0", count: 100_000), "a = 1." + String(repeating: "_0", count: 60_000),
        (0..<12_000).map { "a.b\($0) = 1\n" }.joined(), (0..<12_000).map { "[a.b\($0)]\n" }.joined(),
    ])
    func hostileTextsTakeLinearTime(_ text: String) {
        _ = try? TOMLReader.read(text)
    }
}
