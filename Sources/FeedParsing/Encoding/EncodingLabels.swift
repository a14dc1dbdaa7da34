/// The encodings that feeds may use, by the labels they write.
enum EncodingLabels {
    /// An encoding by the name we report and the name iconv knows; the latter nil for UTF-8.
    struct Encoding: Equatable {
        var name: String
        var iconvName: String?
        /// True when ASCII bytes mean ASCII, so that markup can be read before converting.
        var isASCIICompatible = true

        static let utf8 = Encoding(name: "utf-8")
        static let windows1252 = Encoding(name: "windows-1252", iconvName: "CP1252")
    }

    /// Finds an encoding by label; nil for unknown ones and for those refused on purpose (UTF-7).
    ///
    /// Labels of narrow sets give the superset that the web means: latin-1 is windows-1252, gb2312 is gb18030.
    static func encoding(labelled label: String) -> Encoding? {
        var key = ""
        for scalar in label.lowercased().unicodeScalars where scalar.isASCII {
            let byte = UInt8(scalar.value)
            if byte.isASCIILetter || byte.isASCIIDigit { key.unicodeScalars.append(scalar) }
        }
        if key.hasPrefix("x"), byKey[key] == nil { key.removeFirst() }
        return byKey[key] ?? codePage(labelled: label, key)
    }

    /// Families of single-byte sets that the system may know although nobody should publish in them any more.
    private static let codePageFamilies = [
        "cp", "ibm", "csibm", "cspc", "mac", "csmac", "ms", "win", "ebcdic", "koi8", "tcvn", "viscii", "4",
        "7",
        "8",
    ]

    /// A set that only the system's iconv knows, by its own label; EBCDIC among them.
    private static func codePage(labelled label: String, _ key: String) -> Encoding? {
        guard key.utf8.count <= 24, codePageFamilies.contains(where: key.hasPrefix) else { return nil }
        var name = label.uppercased().replacing("_", with: "-")
        if name.hasPrefix("X-") { name.removeFirst(2) }
        let isPlain = name.utf8.allSatisfy {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-")
        }
        guard isPlain, var transcoder = Transcoder(from: name) else { return nil }
        var text: [UInt8] = []
        transcoder.push(Array("<?xml".utf8).span, isLast: true, into: &text)
        return Encoding(
            name: label.lowercased(), iconvName: name, isASCIICompatible: text == Array("<?xml".utf8))
    }

    private static let byKey: [String: Encoding] = {
        var table: [String: Encoding] = [:]
        for row in rows {
            let encoding = Encoding(name: row.name, iconvName: row.iconv, isASCIICompatible: row.ascii)
            for key in row.labels.split(separator: " ") { table[String(key)] = encoding }
        }
        table["utf8"] = .utf8
        table["unicode11utf8"] = .utf8
        for part in [2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16] {
            let encoding = Encoding(name: "iso-8859-\(part)", iconvName: "ISO-8859-\(part)")
            for prefix in ["iso8859", "88590", "8859"] { table["\(prefix)\(part)"] = encoding }
        }
        for page in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] {
            let encoding = Encoding(name: "windows-\(page)", iconvName: "CP\(page)")
            for prefix in ["windows", "cp", "win", "microsoftcp"] { table["\(prefix)\(page)"] = encoding }
        }
        return table
    }()

    private static let rows: [(name: String, iconv: String, ascii: Bool, labels: String)] = [
        ("windows-1252", "CP1252", true, "windows1252 cp1252 win1252"),
        // Read as windows-1252, which has letters where these have nothing (WHATWG Encoding §4.2).
        ("iso-8859-1", "CP1252", true, "iso88591 88591 latin1 l1 cp819 ibm819 iso885911987 csisolatin1"),
        ("us-ascii", "CP1252", true, "ascii usascii iso646us ansix341968 csascii us"),
        ("iso-8859-15", "ISO-8859-15", true, "latin9 l9 latin0"),
        ("windows-1254", "CP1254", true, "iso88599 latin5 l5"),
        ("windows-874", "CP874", true, "iso885911 tis620 windows874 cp874"),
        ("iso-8859-2", "ISO-8859-2", true, "latin2 l2"),
        ("iso-8859-5", "ISO-8859-5", true, "cyrillic"),
        ("koi8-r", "KOI8-R", true, "koi8r koi8 koi cskoi8r"),
        ("koi8-u", "KOI8-U", true, "koi8u koi8ru"),
        ("ibm866", "CP866", true, "ibm866 cp866 866"),
        ("macintosh", "MACINTOSH", true, "macintosh mac macroman"),
        ("shift_jis", "CP932", true, "shiftjis sjis xsjis mskanji windows31j cp932 ms932 csshiftjis"),
        ("euc-jp", "EUC-JP", true, "eucjp xeucjp ujis cseucpkdfmtjapanese"),
        ("iso-2022-jp", "ISO-2022-JP", true, "iso2022jp csiso2022jp"),
        (
            "euc-kr", "CP949", true,
            "euckr ksc56011987 ksc5601 korean windows949 cp949 uhc ksc56011989 cseuckr"
        ),
        ("gb18030", "GB18030", true, "gb18030 gb2312 gbk gb231280 cp936 ms936 windows936 euccn chinese hz"),
        ("big5", "BIG5-HKSCS", true, "big5 big5hkscs cp950 bigfive csbig5 windows950 big5eten xxbig5"),
        ("utf-16le", "UTF-16LE", false, "utf16le"),
        ("utf-16be", "UTF-16BE", false, "utf16be"),
        ("utf-32le", "UTF-32LE", false, "utf32le"),
        ("utf-32be", "UTF-32BE", false, "utf32be"),
        ("utf-16", "UTF-16", false, "utf16 u16 unicode ucs2 iso10646ucs2 csunicode"),
        ("utf-32", "UTF-32", false, "utf32 u32 ucs4 iso10646ucs4 csucs4"),
    ]
}
