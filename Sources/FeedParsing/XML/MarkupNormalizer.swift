/// Turns the XML of the wild into XML that a parser reads to its end, in one pass over chunks of UTF-8 bytes.
///
/// What goes in: anything. What comes out: one root element, balanced tags with quoted attributes, and the texts
/// beside them with their references resolved (`NormalMarkup`). Dropped: document types, comments, processing instructions,
/// everything before and after the root. Mended and noted: stray "&" and "<", unknown entities, unclosed and
/// unopened tags, bare attributes, a missing end. So libxml2 never sees a DTD, which closes XXE and entity bombs
/// by construction, and never a tag it could choke on.
///
/// Cost: memchr from one "<" or "&" to the next, byte by byte inside tags only. Memory: one unfinished construct
/// (at most `tagLimit`) and the names of the open elements (at most `depthLimit`).
struct MarkupNormalizer {
    static let tagLimit = SAXParser.pendingLimit
    static let depthLimit = 100
    /// Attributes of one tag that are passed on; libxml2 compares them all with each other.
    static let attributeLimit = 128

    private enum Mode { case text, cdata, comment, instruction, declaration }

    /// Names (lowercase, without prefix) that may be the root; what comes before such a tag is junk.
    private static let roots: Set<String> = ["rss", "rdf", "feed", "channel", "entry", "html", "opml"]

    /// What was mended, each kind once, in the order met.
    private(set) var repairs: [String] = []
    /// The first tag met that cannot be a root, lowercase: tells a web page fragment from other XML.
    private(set) var firstForeignTag: String?
    private(set) var hasRoot = false

    private var mode = Mode.text
    private var pending: [UInt8] = []
    private var open = OpenTags()
    private var isClosed = false
    /// False at the first byte of the document only.
    private var hasBegun = false
    private var entities = EntityNormalizer(place: .text)
    private var tag = TagRewriter()
    private var documentType = DocumentType()

    /// Takes the next bytes and appends what the parser may read of them to `output`.
    mutating func push(
        _ bytes: Span<UInt8>, isLast: Bool, into output: inout NormalMarkup
    ) throws(FeedParsingError) {
        if pending.isEmpty {
            try step(bytes, isLast, &output)
        } else {
            var joined: [UInt8] = []
            swap(&joined, &pending)
            joined.append(bytes: bytes)
            try step(joined.span, isLast, &output)
        }
        if isLast { finish(into: &output) }
        // Declared entities are never expanded: a reference that only they explain refuses the document.
        if documentType.declaresEntities, entities.sawUnknownName || tag.entities.sawUnknownName {
            throw .declaredEntities
        }
        collectNotes()
    }

    private mutating func step(
        _ bytes: Span<UInt8>, _ isLast: Bool, _ output: inout NormalMarkup
    ) throws(FeedParsingError) {
        let used = try consume(bytes, isLast: isLast, into: &output)
        if used > 0 { hasBegun = true }
        if used < bytes.count, !isLast { pending.append(bytes: bytes.extracting(used..<bytes.count)) }
    }

    private mutating func finish(into output: inout NormalMarkup) {
        guard hasRoot, !isClosed else { return }
        note("the document ends before its root element does")
        open.closeAll(into: &output.tags)
        isClosed = true
    }

    private mutating func note(_ repair: String) {
        if repairs.count < 8, !repairs.contains(repair) { repairs.append(repair) }
    }

    private mutating func collectNotes() {
        if entities.sawStrayAmpersand || tag.entities.sawStrayAmpersand { note("stray ampersand") }
        if let name = entities.undeclaredName ?? tag.entities.undeclaredName {
            note("undeclared entity &\(name);")
        }
        if tag.sawIrregularAttribute { note("irregular attribute") }
    }

    /// Handles bytes from the start as far as they are complete; returns how many.
    private mutating func consume(
        _ bytes: Span<UInt8>, isLast: Bool, into output: inout NormalMarkup
    ) throws(FeedParsingError) -> Int {
        var index = 0
        while index < bytes.count {
            let next: Int? =
                switch mode {
                case .text: try text(bytes, index, isLast, &output)
                case .cdata: cdata(bytes, index, &output)
                case .comment: skip(bytes, index, until: "-->")
                case .instruction: skip(bytes, index, until: ">")
                case .declaration: declaration(bytes, index, isLast)
                }
            guard let next else { return index }
            index = next
        }
        return index
    }

    // MARK: Text

    private mutating func text(
        _ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool, _ output: inout NormalMarkup
    ) throws(FeedParsingError) -> Int? {
        let end = bytes.firstIndex(of: UInt8(ascii: "<"), from: start) ?? bytes.count
        guard start == end else {
            if open.isEmpty || isClosed {
                dropOutsideRoot(bytes, start..<end)
                return end
            }
            return copyText(bytes, start, end, isLast: isLast || end < bytes.count, into: &output)
        }
        return try markup(bytes, start, isLast, &output)
    }

    private mutating func dropOutsideRoot(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        for index in range where !bytes[index].isASCIIWhitespace {
            note(isClosed ? "content after the root element" : "junk before the root element")
            return
        }
    }

    /// Copies text, resolving references; stops before one that the bytes do not complete.
    private mutating func copyText(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, isLast: Bool, into output: inout NormalMarkup
    ) -> Int? {
        let part = bytes.extracting(0..<end)
        if part.firstIndex(of: "]]>", from: start) != nil { note("\"]]>\" outside of CDATA") }
        defer { output.endText() }
        var index = start
        while true {
            let ampersand = part.firstIndex(of: UInt8(ascii: "&"), from: index) ?? end
            output.texts.append(bytes: part.extracting(index..<ampersand))
            index = ampersand
            guard index < end else { return end }
            guard let next = entities.rewrite(bytes, at: index, end: end, isLast: isLast, into: &output.texts)
            else {
                return index > start ? index : nil
            }
            index = next
        }
    }

    // MARK: Markup

    private mutating func markup(
        _ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool, _ output: inout NormalMarkup
    ) throws(FeedParsingError) -> Int? {
        guard start + 1 < bytes.count else {
            return isLast ? stray(start, &output) : nil
        }
        switch bytes[start + 1] {
        case UInt8(ascii: "!"): return exclamation(bytes, start, isLast, &output)
        case UInt8(ascii: "?"):
            let isDeclaration = bytes.hasPrefix("<?xml ", at: start)
            if isDeclaration, start > 0 || hasBegun { note("the XML declaration is not at the start") }
            mode = .instruction
            return start + 2
        case UInt8(ascii: "/"): return endTag(bytes, start, isLast, &output)
        case let byte where byte.startsName: return try startTag(bytes, start, isLast, &output)
        default: return stray(start, &output)
        }
    }

    private mutating func stray(_ start: Int, _ output: inout NormalMarkup) -> Int {
        if !open.isEmpty && !isClosed {
            output.texts.append(UInt8(ascii: "<"))
            output.endText()
            note("stray less-than sign")
        }
        return start + 1
    }

    private mutating func exclamation(
        _ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool, _ output: inout NormalMarkup
    ) -> Int? {
        if bytes.count - start < 9, !isLast { return nil }
        if bytes.hasPrefix("<!--", at: start) {
            mode = .comment
            return start + 4
        }
        if bytes.hasPrefix("<![CDATA[", at: start, ignoringCase: true) {
            mode = .cdata
            return start + 9
        }
        mode = .declaration
        documentType.begin()
        return start + 2
    }

    private var isInside: Bool { !open.isEmpty && !isClosed }

    private mutating func cdata(_ bytes: Span<UInt8>, _ start: Int, _ output: inout NormalMarkup) -> Int? {
        let end = bytes.firstIndex(of: "]]>", from: start)
        let stop = end ?? beforeBrackets(bytes, start)
        if isInside { output.append(text: bytes.extracting(start..<stop)) }
        guard end != nil else { return stop > start ? stop : nil }
        mode = .text
        return stop + 3
    }

    /// The index before the brackets, two at most, at the end of the bytes: they may begin the section's end.
    private func beforeBrackets(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var stop = bytes.count
        while stop > max(start, bytes.count - 2), bytes[stop - 1] == UInt8(ascii: "]") { stop -= 1 }
        return stop
    }

    private mutating func skip(_ bytes: Span<UInt8>, _ start: Int, until mark: StaticString) -> Int? {
        if let end = bytes.firstIndex(of: mark, from: start) {
            mode = .text
            return end + mark.utf8CodeUnitCount
        }
        let stop = max(start, bytes.count - 2)
        return stop > start ? stop : nil
    }

    /// Drops `<!DOCTYPE … [ … ]>`.
    private mutating func declaration(_ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool) -> Int? {
        let next = documentType.skip(bytes, from: start, isLast: isLast)
        if documentType.isFinished { mode = .text }
        return next > start ? next : nil
    }

    // MARK: Tags

    private mutating func startTag(
        _ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool, _ output: inout NormalMarkup
    ) throws(FeedParsingError) -> Int? {
        if let end = try bareTag(bytes, start, &output) { return end }
        guard let end = tag.read(bytes, from: start) else {
            if bytes.count - start > Self.tagLimit { throw .tooLarge(what: "one tag", limit: Self.tagLimit) }
            return isLast ? bytes.count : nil
        }
        if end - start > Self.tagLimit { throw .tooLarge(what: "one tag", limit: Self.tagLimit) }
        let name = tag.name
        guard acceptsTag(bytes.string(name)) else { return end }
        output.tags.append(contentsOf: tag.text)
        if tag.isSelfClosing {
            if open.isEmpty { isClosed = true }
        } else {
            try push(bytes.extracting(tag.name))
        }
        return end
    }

    private mutating func push(_ name: Span<UInt8>) throws(FeedParsingError) {
        open.push(name)
        if open.count > Self.depthLimit { throw .tooDeep(limit: Self.depthLimit) }
    }

    /// Reads a tag without attributes inside the root, as most are; nil for any other.
    private mutating func bareTag(
        _ bytes: Span<UInt8>, _ start: Int, _ output: inout NormalMarkup
    ) throws(FeedParsingError) -> Int? {
        guard isInside else { return nil }
        var end = start + 1
        while end < bytes.count, bytes[end].continuesName { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ">"), end - start < 256 else { return nil }
        output.tags.append(name: bytes.extracting(start..<end + 1))
        try push(bytes.extracting(start + 1..<end))
        return end + 1
    }

    /// Whether a start tag belongs to the document: not after its end, not as junk before its root.
    private mutating func acceptsTag(_ name: @autoclosure () -> String) -> Bool {
        if hasRoot {
            if isClosed { note("content after the root element") }
            return !isClosed
        }
        let lowered = name().lowercased()
        let local = lowered.split(separator: ":").last.map(String.init) ?? lowered
        hasRoot = Self.roots.contains(local)
        if !hasRoot {
            firstForeignTag = firstForeignTag ?? local
            note("junk before the root element")
        }
        return hasRoot
    }

    private mutating func endTag(
        _ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool, _ output: inout NormalMarkup
    ) -> Int? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: ">"), from: start) else {
            return isLast ? bytes.count : nil
        }
        var nameEnd = start + 2
        while nameEnd < end, bytes[nameEnd].continuesName { nameEnd += 1 }
        guard isInside else { return end + 1 }
        switch open.close(bytes.extracting(start + 2..<nameEnd), into: &output.tags) {
        case .matched: break
        case .unopened: note("end tag without a start tag")
        case .skipped: note("unclosed tag")
        }
        if open.isEmpty { isClosed = true }
        return end + 1
    }
}
