import FeedParsing

extension FuzzTarget {
    /// Any bytes under any label become bounded, valid UTF-8; the first byte picks the label.
    static let charset = FuzzTarget("charset", seeds: ["Tests/FeedParsingTests/Fixtures/pages"]) {
        bytes throws(BrokenPromise) in
        let label = labels[Int(bytes.first ?? 0) % labels.count]
        let content = Array(bytes.dropFirst())
        let type = label.isEmpty ? nil : "text/html; charset=\(label)"
        let text = PageDecoder.decode(content, contentType: type)
        try promise(String(validating: text, as: UTF8.self) != nil, "a page becomes UTF-8", label)
        try promise(text.count <= 3 * content.count + 16, "a page grows threefold at most", label)
        try promise(
            text.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }, "controls are dropped", label)
        if !text.starts(with: [0xEF, 0xBB, 0xBF]) {
            let again = PageDecoder.decode(text, contentType: "text/html; charset=utf-8")
            try promise(again == text, "UTF-8 stays as it is", label)
        }
        try checkChunks(content, contentType: label.isEmpty ? nil : "text/xml; charset=\(label)")
    }

    private static let labels = [
        "", "utf-8", "windows-1252", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "gb2312", "big5",
        "koi8-r",
        "windows-1251", "windows-1258", "utf-16le", "utf-16be", "utf-32le", "utf-7", "ibm866", "x-unknown",
    ]
}
