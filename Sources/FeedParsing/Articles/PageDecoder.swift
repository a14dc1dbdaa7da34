/// Turns the bytes of a web page into UTF-8.
package enum PageDecoder {
    /// Bytes in which pages name their encoding: the standard says 1,024, but scripts often come first.
    private static let declarationBytes = 32 << 10

    /// The page as valid UTF-8, whatever its labels claim.
    package static func decode(_ bytes: [UInt8], contentType: String?) -> [UInt8] {
        let finding = detect(bytes, contentType)
        let content = bytes.span.extracting(finding.markLength..<bytes.count)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var repair = UTF8Repair()
        if let name = finding.encoding.iconvName, var transcoder = Transcoder(from: name) {
            var converted: [UInt8] = []
            transcoder.push(content, isLast: true, into: &converted)
            repair.push(converted.span, isLast: true, into: &text)
        } else {
            repair.push(content, isLast: true, into: &text)
        }
        return text
    }

    /// Follows the label of the answer, and that of the page where the first is missing or wrong.
    private static func detect(_ bytes: [UInt8], _ contentType: String?) -> EncodingDetector.Finding {
        let answer = EncodingDetector.detect(bytes.span, contentType: contentType)
        let isLabelled = EncodingDetector.charset(ofContentType: contentType) != nil
        guard answer.markLength == 0, !isLabelled || answer.complaint != nil,
            let charset = metaCharset(bytes)
        else { return answer }
        let page = EncodingDetector.detect(bytes.span, contentType: "text/html; charset=\(charset)")
        return isLabelled && page.complaint != nil ? answer : page
    }

    /// The charset of `<meta charset>` or `<meta http-equiv content="…; charset=…">`.
    private static func metaCharset(_ bytes: [UInt8]) -> String? {
        var tokens = HTMLTokenizer(Array(bytes.prefix(declarationBytes)))
        while let token = tokens.next() {
            guard case .start("meta", let range, _) = token else { continue }
            let attributes = HTMLAttributes(tokens.bytes, range)
            if let charset = attributes["charset"] { return charset }
            guard attributes["http-equiv"]?.lowercased() == "content-type" else { continue }
            if let charset = EncodingDetector.charset(ofContentType: attributes["content"]) { return charset }
        }
        return nil
    }
}
