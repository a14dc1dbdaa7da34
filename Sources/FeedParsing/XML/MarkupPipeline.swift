/// The stages from bytes to XML events, with their buffers.
final class MarkupPipeline {
    private(set) var markup = MarkupNormalizer()
    /// True until a character other than white space came.
    var isAtStart = true
    private var transcoder: Transcoder?
    private var repair = UTF8Repair()
    private var parser: SAXParser?
    private var output = NormalMarkup()

    init(encoding: EncodingLabels.Encoding, handler: any ElementHandler) {
        transcoder = encoding.iconvName.flatMap { Transcoder(from: $0) }
        parser = SAXParser(handler: handler)
        output.texts.reserveCapacity(SAXParser.chunkSize + 64)
    }

    var hasBrokenBytes: Bool { repair.brokenSequences > 0 || (transcoder?.brokenSequences ?? 0) > 0 }
    var hasControls: Bool { repair.droppedControls > 0 }
    var parserError: String? { parser?.firstError }

    /// Whether the last bytes ended inside a character or a line ending, so that the next must be decoded.
    var isWaiting: Bool { transcoder == nil && repair.isWaiting }

    /// How many of the next bytes are valid UTF-8 that the parser may read as they are; nil when all need decoding.
    ///
    /// They need no look when the detection of the encoding has looked at them (`isChecked`).
    func cleanLength(_ bytes: Span<UInt8>, isChecked: Bool) -> Int? {
        guard transcoder == nil, !repair.isWaiting else { return nil }
        return isChecked ? bytes.count : UTF8Scan.cleanRun(bytes, from: 0).end
    }

    /// The next bytes as valid UTF-8.
    func decode(_ bytes: Span<UInt8>, isLast: Bool) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 64)
        if transcoder != nil {
            var converted: [UInt8] = []
            transcoder?.push(bytes, isLast: isLast, into: &converted)
            repair.push(converted.span, isLast: isLast, into: &text)
        } else {
            repair.push(bytes, isLast: isLast, into: &text)
        }
        return text
    }

    /// Hands the next text to the parser.
    func parse(_ text: Span<UInt8>, isLast: Bool) throws(FeedParsingError) {
        try markup.push(text, isLast: isLast, into: &output)
        try parser?.push(&output)
        if isLast { parser?.finish(&output) }
    }
}
