/// Finds the encoding of a document: byte order mark, then HTTP charset, then its own declaration, then content
/// (RFC 7303 §3), except that bytes which are valid UTF-8 are UTF-8 whatever a label says.
struct EncodingDetector {
    typealias Encoding = EncodingLabels.Encoding

    /// What was found and how far the labels lied.
    struct Finding: Equatable {
        var encoding: Encoding
        /// Bytes of the mark to skip.
        var markLength = 0
        /// Why the labels were not followed, for `bozo`; nil when they were, or when there were none.
        var complaint: String?
        /// All bytes were found to be UTF-8 that the parser may read as they are.
        var isClean = false
    }

    static func detect(_ bytes: Span<UInt8>, contentType: String?) -> Finding {
        if let marked = byteOrderMark(bytes) { return marked }
        if let wide = wideEncoding(bytes) ?? mainframeEncoding(bytes) { return Finding(encoding: wide) }
        let labels = [charset(ofContentType: contentType), declaredEncoding(bytes)].compactMap(\.self)
        let known = labels.compactMap(EncodingLabels.encoding(labelled:)).filter(\.isASCIICompatible)
        let content = Content(bytes)
        if content.isASCII {
            return Finding(
                encoding: known.first ?? .utf8, complaint: unknown(labels, known), isClean: content.isClean)
        }
        if content.isUTF8 {
            let lie = labels.first { EncodingLabels.encoding(labelled: $0) != .utf8 }
            let complaint = lie.map { "the label \($0) is wrong: the bytes are UTF-8" }
            return Finding(encoding: .utf8, complaint: complaint, isClean: content.isClean)
        }
        // A label counts when the bytes can be what it says; one that says UTF-8 is known wrong by now.
        if let honest = known.first(where: { $0 != .utf8 }) {
            return Finding(encoding: honest, complaint: known.first == honest ? nil : "wrong charset label")
        }
        if content.isMostlyUTF8 { return Finding(encoding: .utf8) }
        let guess = CharsetGuess.encoding(of: bytes)
        return Finding(encoding: guess, complaint: "not UTF-8: read as \(guess.name) by its content")
    }

    private static func unknown(_ labels: [String], _ known: [Encoding]) -> String? {
        known.isEmpty ? labels.first.map { "unknown encoding \($0)" } : nil
    }

    private static func byteOrderMark(_ bytes: Span<UInt8>) -> Finding? {
        let marks: [(mark: [UInt8], label: String)] = [
            ([0xEF, 0xBB, 0xBF], "utf-8"), ([0xFF, 0xFE, 0, 0], "utf-32le"),
            ([0, 0, 0xFE, 0xFF], "utf-32be"),
            ([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be"),
        ]
        for (mark, label) in marks where bytes.count >= mark.count {
            let matches = mark.indices.allSatisfy { bytes[$0] == mark[$0] }
            if matches, let encoding = EncodingLabels.encoding(labelled: label) {
                return Finding(encoding: encoding, markLength: mark.count)
            }
        }
        return nil
    }

    /// UTF-16 and UTF-32 without a mark show by the zero bytes around "<" or "{" (XML 1.0 appendix F).
    private static func wideEncoding(_ bytes: Span<UInt8>) -> Encoding? {
        guard bytes.count >= 4 else { return nil }
        let zeros = (0..<4).map { bytes[$0] == 0 }
        let label: String? =
            switch zeros {
            case [true, true, true, false]: "utf-32be"
            case [false, true, true, true]: "utf-32le"
            case [true, false, true, false]: "utf-16be"
            case [false, true, false, true]: "utf-16le"
            default: nil
            }
        return label.flatMap(EncodingLabels.encoding(labelled:))
    }

    /// EBCDIC shows by the bytes of "<?xm", alike in all its code pages; which it is, the declaration says.
    private static func mainframeEncoding(_ bytes: Span<UInt8>) -> Encoding? {
        guard bytes.count >= 4, bytes[0] == 0x4C, bytes[1] == 0x6F, bytes[2] == 0xA7, bytes[3] == 0x94,
            let basic = EncodingLabels.encoding(labelled: "ibm037"),
            var transcoder = basic.iconvName.flatMap({ Transcoder(from: $0) })
        else { return nil }
        var head: [UInt8] = []
        transcoder.push(bytes.extracting(0..<min(bytes.count, 1_024)), isLast: true, into: &head)
        let declared = declaredEncoding(head.span).flatMap(EncodingLabels.encoding(labelled:))
        return declared.flatMap { $0.isASCIICompatible ? nil : $0 } ?? basic
    }

    /// The charset parameter of a Content-Type field, quotes removed.
    static func charset(ofContentType field: String?) -> String? {
        guard let field else { return nil }
        for part in field.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let name = pair[0].filter { !$0.isWhitespace }.lowercased()
            let value = pair[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
            if name == "charset", !value.isEmpty { return value }
        }
        return nil
    }

    /// The pseudo-attribute `encoding` of an XML declaration near the start.
    static func declaredEncoding(_ bytes: Span<UInt8>) -> String? {
        let head = bytes.extracting(0..<min(bytes.count, 1_024))
        var start = 0
        while start < head.count, !head.hasPrefix("<?xml", at: start) { start += 1 }
        let end = head.firstIndex(of: UInt8(ascii: ">"), from: start) ?? head.count
        var index = start
        while index < end, !head.hasPrefix("encoding", at: index) { index += 1 }
        index += 8
        while index < end, head[index].isASCIIWhitespace || head[index] == UInt8(ascii: "=") { index += 1 }
        guard index < end, head[index] == UInt8(ascii: "\"") || head[index] == UInt8(ascii: "'"),
            let close = head.firstIndex(of: head[index], from: index + 1), close < end
        else { return nil }
        return head.string(index + 1..<close)
    }

    /// What the bytes themselves say.
    private struct Content {
        var isASCII = true
        var isClean = true
        var good = 0
        var broken = 0
        var isUTF8: Bool { broken == 0 }
        /// A few broken bytes, as cutting at a byte count leaves, do not make another encoding.
        var isMostlyUTF8: Bool { good >= 4 * broken }

        init(_ bytes: Span<UInt8>) {
            if readsCleanly(bytes) { return }
            isASCII = true
            isClean = false
            var index = 0
            while index < bytes.count {
                if bytes[index] < 0x80 {
                    if bytes[index] == 0x1B { isASCII = false }
                    index += 1
                    continue
                }
                isASCII = false
                let length = UTF8Repair.sequenceLength(bytes, index)
                // The end of a prefix may cut a sequence.
                if length > 0 { good += 1 } else if index + 3 < bytes.count { broken += 1 }
                index += max(1, length)
            }
        }

        /// Settles the usual case, UTF-8 without a broken byte, at the speed of the scan.
        private mutating func readsCleanly(_ bytes: Span<UInt8>) -> Bool {
            var index = 0
            while index < bytes.count {
                let run = UTF8Scan.cleanRun(bytes, from: index)
                if run.sawBeyondASCII { isASCII = false }
                // The only other byte that says nothing about the encoding.
                if run.end < bytes.count {
                    guard bytes[run.end] == 0x0D else { return false }
                    isClean = false
                }
                index = run.end + 1
            }
            return true
        }
    }
}
