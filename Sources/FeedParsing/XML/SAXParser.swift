import CLibXML2

/// A push parser for XML over libxml2's SAX2 interface: no tree, no entities, no network.
///
/// Feed it only what `MarkupNormalizer` lets through: that pass removes document types, comments and
/// processing instructions and keeps the texts, so libxml2 meets nothing but balanced tags and placeholders.
/// RECOVER keeps what it can of the rest. Never set NOENT (2.9.14 read a local file with it, even with NONET)
/// nor HUGE. Lives inside one function call; frees its context when it goes.
@safe struct SAXParser: ~Copyable {
    /// Bytes that one construct may hold back: a start tag of 1.1 MB with 100,000 attributes costs libxml2 10.8 s.
    static let pendingLimit = 64 << 10
    static let chunkSize = 16 << 10

    /// Makes libxml2's global tables once, before any thread uses them.
    private static let initialized: Void = xmlInitParser()

    /// What the callbacks reach: allocated here and freed in `deinit`, after the context that points to it.
    private let sink: UnsafeMutablePointer<SAXSink>
    private let context: xmlParserCtxtPtr

    init?(handler: any ElementHandler) {
        Self.initialized
        let sink = UnsafeMutablePointer<SAXSink>.allocate(capacity: 1)
        unsafe sink.initialize(to: SAXSink(handler: handler))
        var callbacks = unsafe SAXSink.callbacks()
        guard let created = unsafe xmlCreatePushParserCtxt(&callbacks, sink, nil, 0, nil) else {
            unsafe sink.deinitialize(count: 1)
            unsafe sink.deallocate()
            return nil
        }
        unsafe self.sink = unsafe sink
        unsafe context = created
        let options =
            XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
            | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        _ = unsafe xmlCtxtUseOptions(context, Int32(options))
    }

    deinit {
        unsafe xmlFreeParserCtxt(context)
        unsafe sink.deinitialize(count: 1)
        unsafe sink.deallocate()
    }

    /// What libxml2 had to recover from first, if anything.
    var firstError: String? { unsafe sink.pointee.firstError }

    private var isFinished: Bool { unsafe sink.pointee.box.handler.isFinished }

    /// Parses the next tags, which must be UTF-8; the texts that are not yet reported stay in `markup`.
    mutating func push(_ markup: inout NormalMarkup) throws(FeedParsingError) {
        unsafe swap(&sink.pointee.markup, &markup)
        defer { unsafe swap(&sink.pointee.markup, &markup) }
        // The callbacks fetch texts from the sink's markup but never touch the tags, which stay where they are.
        let tags = unsafe sink.pointee.markup.tags
        var start = 0
        while start < tags.count, !isFinished {
            let end = min(start + Self.chunkSize, tags.count)
            parse(tags.span.extracting(start..<end), isLast: false)
            if unsafe clibxml_pending(context) > Self.pendingLimit {
                throw .tooLarge(what: "one tag", limit: Self.pendingLimit)
            }
            start = end
        }
        unsafe sink.pointee.markup.reuse()
    }

    mutating func finish(_ markup: inout NormalMarkup) {
        unsafe swap(&sink.pointee.markup, &markup)
        defer { unsafe swap(&sink.pointee.markup, &markup) }
        parse([UInt8]().span, isLast: true)
    }

    private mutating func parse(_ bytes: Span<UInt8>, isLast: Bool) {
        unsafe bytes.withUnsafeBytes { raw in
            let start = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = unsafe xmlParseChunk(context, start, Int32(raw.count), isLast ? 1 : 0)
        }
    }
}

/// Holds the handler where a callback can borrow it: no count of references goes up and down for every event.
private final class HandlerBox {
    let handler: any ElementHandler

    init(_ handler: any ElementHandler) { self.handler = handler }
}

/// What the C callbacks reach through their user pointer; they come one at a time, inside `xmlParseChunk`.
private struct SAXSink {
    let box: HandlerBox
    var firstError: String?
    var names = NameCache()
    /// The markup that libxml2 is reading, for its texts.
    var markup = NormalMarkup()

    init(handler: any ElementHandler) { box = HandlerBox(handler) }

    /// Lends out the handler, which the sink keeps alive for longer than any callback lasts.
    @unsafe @inline(__always)
    static func withHandler(_ sink: UnsafeMutablePointer<SAXSink>, _ body: (any ElementHandler) -> Void) {
        unsafe Unmanaged.passUnretained(sink.pointee.box)._withUnsafeGuaranteedRef { body($0.handler) }
    }

    static func callbacks() -> xmlSAXHandler {
        var sax = unsafe xmlSAXHandler()
        unsafe sax.initialized = clibxml_sax2_magic()
        unsafe sax.startElementNs = { user, local, prefix, uri, _, _, attributeCount, _, attributes in
            guard let sink = unsafe user?.assumingMemoryBound(to: SAXSink.self), let local = unsafe local
            else { return }
            unsafe SAXSink.withHandler(sink) { handler in
                let name = unsafe sink.pointee.names.resolve(local, prefix, uri, handler)
                handler.start(name, unsafe AttributeList(groups: attributes, count: Int(attributeCount)))
            }
        }
        unsafe sax.endElementNs = { user, local, prefix, uri in
            guard let sink = unsafe user?.assumingMemoryBound(to: SAXSink.self), let local = unsafe local
            else { return }
            unsafe SAXSink.withHandler(sink) { handler in
                handler.end(unsafe sink.pointee.names.resolve(local, prefix, uri, handler))
            }
        }
        // Content is nothing but placeholders.
        let characters: charactersSAXFunc = { user, _, count in
            guard let sink = unsafe user?.assumingMemoryBound(to: SAXSink.self) else { return }
            unsafe SAXSink.withHandler(sink) { handler in
                unsafe sink.pointee.markup.fetch(Int(count)) { handler.text($0) }
            }
        }
        unsafe sax.characters = characters
        unsafe sax.ignorableWhitespace = characters
        unsafe sax.serror = { user, error in
            guard let sink = unsafe user?.assumingMemoryBound(to: SAXSink.self), let error = unsafe error,
                unsafe error.pointee.level != XML_ERR_WARNING, unsafe sink.pointee.firstError == nil,
                let message = unsafe error.pointee.message
            else { return }
            unsafe sink.pointee.firstError = unsafe String(cString: message)
        }
        return unsafe sax
    }
}

/// Turns libxml2's name pointers into element names, once per distinct name.
///
/// libxml2 keeps each name once for the life of the context, so equal pointers are equal names; a miss in this
/// table of fixed size only costs the work again.
private struct NameCache {
    private struct Slot {
        var local: UInt = 0
        var prefix: UInt = 0
        var uri: UInt = 0
        var name: ElementName?
    }
    private var slots = [Slot](repeating: Slot(), count: 128)

    @unsafe mutating func resolve(
        _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?,
        _ handler: any ElementHandler
    ) -> ElementName {
        let localKey = UInt(bitPattern: local)
        let prefixKey = UInt(bitPattern: prefix)
        let uriKey = UInt(bitPattern: uri)
        let first = Int(((localKey >> 3) ^ (uriKey >> 2) ^ (prefixKey >> 1)) & 127)
        var index = first
        while let name = slots[index].name {
            if slots[index].local == localKey, slots[index].prefix == prefixKey, slots[index].uri == uriKey {
                return name
            }
            index = (index + 1) & 127
            // After four slots the first is given up.
            if (index - first) & 127 == 4 {
                index = first
                break
            }
        }
        let name = unsafe Self.makeName(local, prefix, uri, handler)
        slots[index] = Slot(local: localKey, prefix: prefixKey, uri: uriKey, name: name)
        return name
    }

    @unsafe private static func makeName(
        _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?,
        _ handler: any ElementHandler
    ) -> ElementName {
        let written = unsafe String(cString: local)
        let isLowercase = written.utf8.allSatisfy { $0 < 0x80 && $0 == $0.asciiLowercased }
        let localName = isLowercase ? written : written.lowercased()
        let uriName = unsafe uri.map { unsafe String(cString: $0) }
        let space: Namespace =
            if let uriName {
                Namespace(uri: uriName)
            } else if let prefix = unsafe prefix {
                unsafe Namespace(undeclaredPrefix: String(cString: prefix))
            } else {
                .none
            }
        let tag = handler.tag(space, local: localName, uri: uriName ?? "")
        return ElementName(space: space, written: written, uri: uriName ?? "", tag: tag)
    }
}

/// The attributes of one start tag, readable only while the event is handled.
@safe struct AttributeList: ~Copyable {
    /// Groups of five pointers: local name, prefix, namespace, start and end of the value.
    private let groups: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let count: Int

    @unsafe fileprivate init(groups: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
        unsafe self.groups = groups
        self.count = unsafe groups == nil ? 0 : count
    }

    /// The name as written, with its prefix.
    func name(at index: Int) -> String {
        guard let groups = unsafe groups, let local = unsafe groups[index * 5] else { return "" }
        let name = unsafe String(cString: local)
        guard let prefix = unsafe groups[index * 5 + 1] else { return name }
        return unsafe String(cString: prefix) + ":" + name
    }

    /// The value with its references resolved, white space trimmed.
    func value(at index: Int) -> String {
        guard let groups = unsafe groups, let start = unsafe groups[index * 5 + 3],
            let end = unsafe groups[index * 5 + 4], unsafe start < end
        else { return "" }
        let raw = unsafe UnsafeBufferPointer(start: start, count: end - start)
        // Without NOENT libxml2 hands over "&" as "&#38;": the one reference that survives in a value.
        return AttributeText.decode(unsafe raw.span)
    }

    /// The value of an attribute by local name, whatever its prefix and case; nil when absent or empty.
    subscript(_ wanted: StaticString) -> String? {
        for index in 0..<count where isNamed(wanted, index * 5) {
            let found = value(at: index)
            return found.isEmpty ? nil : found
        }
        return nil
    }

    /// The value of `xml:base` or `xml:lang`; nil when absent.
    func xml(_ wanted: StaticString) -> String? {
        for index in 0..<count where isNamed("xml", index * 5 + 1) && isNamed(wanted, index * 5) {
            return value(at: index)
        }
        return nil
    }

    private func isNamed(_ wanted: StaticString, _ slot: Int) -> Bool {
        guard let groups = unsafe groups, let name = unsafe groups[slot] else { return false }
        for offset in 0..<wanted.utf8CodeUnitCount {
            // Stops at the terminating zero, which equals no letter of `wanted`.
            guard unsafe name[offset].asciiLowercased == wanted.utf8Start[offset] else { return false }
        }
        return unsafe name[wanted.utf8CodeUnitCount] == 0
    }
}
