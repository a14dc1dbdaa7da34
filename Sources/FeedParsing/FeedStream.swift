/// Reads a feed from bytes as they come, giving away each entry when it is complete.
///
/// The way: bytes → (iconv) → valid UTF-8 → normal markup → libxml2 events → entries. Every stage works on
/// chunks, so memory holds a few buffers and one entry, however long the document.
package final class FeedStream {
    /// Bytes looked at before the encoding is decided, when the whole document is not at hand.
    private static let sniffedBytes = 64 << 10

    private let contentType: String?
    private let limits: ParsingLimits
    private let handler: FeedHandler
    private let url: String
    private var head: [UInt8] = []
    private var received = 0
    private var pipeline: MarkupPipeline?
    private var json: JSONFeedParser?
    private var finding = EncodingDetector.Finding(encoding: .utf8)
    private let onEntry: (ParsedEntry) -> Void

    /// Starts a document found at `url`; `onEntry` gets every entry in document order.
    package init(
        contentType: String?, contentLanguage: String? = nil, url: String, limits: ParsingLimits,
        onEntry: @escaping (ParsedEntry) -> Void
    ) {
        self.contentType = contentType
        self.limits = limits
        self.url = url
        self.onEntry = onEntry
        let language = LanguageTag.first(ofField: contentLanguage)
        handler = FeedHandler(
            FeedBuilder(url: url, language: language, limits: limits, onEntry: onEntry))
    }

    /// Reads the next bytes.
    package func append(_ bytes: Span<UInt8>) throws(FeedParsingError) {
        received += bytes.count
        guard received <= limits.documentBytes else {
            throw .tooLarge(what: "the document", limit: limits.documentBytes)
        }
        if pipeline == nil {
            head.append(bytes: bytes)
            if head.count >= Self.sniffedBytes { try begin() }
        } else {
            try push(bytes, isLast: false)
        }
    }

    /// Reads a whole document at once: the encoding is then decided by all of it.
    func appendAll(_ bytes: [UInt8]) throws(FeedParsingError) {
        received = bytes.count
        guard received <= limits.documentBytes else {
            throw .tooLarge(what: "the document", limit: limits.documentBytes)
        }
        head = bytes
        try begin()
    }

    /// Ends the document; the feed's own values, without the entries that `onEntry` got.
    package func finish() throws(FeedParsingError) -> ParsedFeed {
        if pipeline == nil { try begin() }
        try push([UInt8]().span, isLast: true)
        if let parsed = try json?.finish(encoding: finding.encoding.name) { return parsed }
        guard let format = builder.format else { throw .notAFeed(lookalike) }
        return ParsedFeed(
            format: format, version: builder.version, encoding: finding.encoding.name,
            bozoReason: bozoReason, feed: builder.finishedFeed(), entries: [])
    }

    /// Adds to the entries what their feed stated only after them.
    func inherit(_ entries: inout [ParsedEntry]) {
        // Asked for once: it is a copy.
        let builder = builder
        for index in entries.indices {
            if let json { json.inherit(&entries[index]) } else { builder.inherit(&entries[index]) }
        }
    }

    private func begin() throws(FeedParsingError) {
        finding = EncodingDetector.detect(head.span, contentType: contentType)
        pipeline = MarkupPipeline(encoding: finding.encoding, handler: handler)
        let start = head
        head = []
        try push(
            start.span.extracting(finding.markLength..<start.count), isLast: false, isChecked: finding.isClean
        )
    }

    private func push(
        _ bytes: Span<UInt8>, isLast: Bool, isChecked: Bool = false
    ) throws(FeedParsingError) {
        guard let pipeline else { return }
        var start = 0
        repeat {
            let end = pipeline.isWaiting ? characterEnd(bytes, from: start) : chunkEnd(bytes, from: start)
            let chunk = bytes.extracting(start..<end)
            let isFinal = isLast && end == bytes.count
            let clean = pipeline.cleanLength(chunk, isChecked: isChecked)
            if clean == chunk.count {
                try read(chunk, isLast: isFinal, pipeline)
            } else {
                // Often nothing but a character that the end of what was received has cut.
                if let clean, clean > 0 { try read(chunk.extracting(0..<clean), isLast: false, pipeline) }
                let rest = pipeline.decode(chunk.extracting((clean ?? 0)..<chunk.count), isLast: isFinal)
                try read(rest.span, isLast: isFinal, pipeline)
            }
            if handler.isFinished { return }
            start = end
        } while start < bytes.count
    }

    /// The end of the first character, whose beginning came with the bytes before.
    private func characterEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var end = min(start + 1, bytes.count)
        while end < min(start + 3, bytes.count), bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// The end of the next chunk, put between two characters of UTF-8 so that neither needs mending.
    private func chunkEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        guard bytes.count - start > SAXParser.chunkSize else { return bytes.count }
        var end = start + SAXParser.chunkSize
        let earliest = end - 3
        while end > earliest, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    /// Reads decoded text: as markup, or as JSON when it begins like that.
    private func read(
        _ text: Span<UInt8>, isLast: Bool, _ pipeline: MarkupPipeline
    ) throws(FeedParsingError) {
        if json == nil, pipeline.isAtStart, firstCharacter(text) == UInt8(ascii: "{") {
            json = JSONFeedParser(url: url, limits: limits, onEntry: onEntry)
        }
        if json == nil { try pipeline.parse(text, isLast: isLast) } else { json?.append(text) }
    }

    private func firstCharacter(_ text: Span<UInt8>) -> UInt8? {
        for index in 0..<text.count where !text[index].isASCIIWhitespace {
            pipeline?.isAtStart = false
            return text[index]
        }
        return nil
    }

    /// Between two events of the parser.
    private var builder: FeedBuilder { unsafe handler.builder }

    private var lookalike: FeedParsingError.Lookalike {
        if let seen = builder.lookalike { return seen }
        guard let pipeline, !pipeline.isAtStart else { return .empty }
        return pipeline.markup.firstForeignTag.map { HTMLNames.known.contains($0) ? .html : .xml } ?? .text
    }

    private var bozoReason: String? {
        guard let pipeline else { return nil }
        var reasons = [finding.complaint].compactMap(\.self) + pipeline.markup.repairs
        if pipeline.hasBrokenBytes { reasons.append("bytes that are no \(finding.encoding.name)") }
        if pipeline.hasControls { reasons.append("control characters") }
        if reasons.isEmpty, let error = pipeline.parserError {
            reasons.append(error.trimming(\.isWhitespace))
        }
        return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    }
}
