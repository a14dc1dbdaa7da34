import CLibXML2

/// A push parser for XML over libxml2's SAX2 interface: no tree, no entities, no network.
///
/// Feed it only what `MarkupNormalizer` lets through: that pass removes document types, comments and
/// processing instructions, so libxml2 meets nothing but balanced tags, CDATA and numeric references.
/// RECOVER keeps what it can of the rest. Never set NOENT (2.9.14 read a local file with it, even with NONET)
/// nor HUGE. Lives inside one function call; frees its context when it goes.
@safe struct SAXParser: ~Copyable {
    /// Bytes that one construct may hold back: a start tag of 1.1 MB with 100,000 attributes costs libxml2 10.8 s.
    static let pendingLimit = 64 << 10
    static let chunkSize = 16 << 10

    /// Makes libxml2's global tables once, before any thread uses them.
    private static let initialized: Void = xmlInitParser()

    private let sink: SAXSink
    private let context: xmlParserCtxtPtr

    init?(handler: any ElementHandler) {
        Self.initialized
        sink = SAXSink(handler: handler)
        var callbacks = unsafe SAXSink.callbacks()
        // The sink outlives the context: both are stored here and the context is freed in deinit.
        let user = unsafe Unmanaged.passUnretained(sink).toOpaque()
        guard let created = unsafe xmlCreatePushParserCtxt(&callbacks, user, nil, 0, nil) else { return nil }
        unsafe context = created
        let options =
            XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
            | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        _ = unsafe xmlCtxtUseOptions(context, Int32(options))
    }

    deinit { unsafe xmlFreeParserCtxt(context) }

    /// What libxml2 had to recover from first, if anything.
    var firstError: String? { sink.firstError }

    /// Parses the next bytes, which must be UTF-8.
    mutating func push(_ bytes: Span<UInt8>) throws(FeedParsingError) {
        var start = 0
        while start < bytes.count, !sink.handler.isFinished {
            let end = min(start + Self.chunkSize, bytes.count)
            parse(bytes.extracting(start..<end), isLast: false)
            if unsafe clibxml_pending(context) > Self.pendingLimit {
                throw .tooLarge(what: "one tag", limit: Self.pendingLimit)
            }
            start = end
        }
    }

    mutating func finish() {
        parse([UInt8]().span, isLast: true)
    }

    private mutating func parse(_ bytes: Span<UInt8>, isLast: Bool) {
        unsafe bytes.withUnsafeBytes { raw in
            let start = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = unsafe xmlParseChunk(context, start, Int32(raw.count), isLast ? 1 : 0)
        }
    }
}

/// What the C callbacks reach through their user pointer.
private final class SAXSink {
    let handler: any ElementHandler
    var firstError: String?
    private var names = NameCache()

    init(handler: any ElementHandler) { self.handler = handler }

    static func callbacks() -> xmlSAXHandler {
        var sax = unsafe xmlSAXHandler()
        unsafe sax.initialized = clibxml_sax2_magic()
        unsafe sax.startElementNs = { user, local, prefix, uri, _, _, attributeCount, _, attributes in
            guard let user = unsafe user, let local = unsafe local else { return }
            unsafe Unmanaged<SAXSink>.fromOpaque(user)._withUnsafeGuaranteedRef { sink in
                let name = unsafe sink.names.resolve(local, prefix, uri, sink.handler)
                sink.handler.start(name, unsafe AttributeList(groups: attributes, count: Int(attributeCount)))
            }
        }
        unsafe sax.endElementNs = { user, local, prefix, uri in
            guard let user = unsafe user, let local = unsafe local else { return }
            unsafe Unmanaged<SAXSink>.fromOpaque(user)._withUnsafeGuaranteedRef { sink in
                sink.handler.end(unsafe sink.names.resolve(local, prefix, uri, sink.handler))
            }
        }
        let characters: charactersSAXFunc = { user, start, count in
            guard let user = unsafe user else { return }
            unsafe Unmanaged<SAXSink>.fromOpaque(user)._withUnsafeGuaranteedRef { sink in
                sink.handler.text(unsafe UnsafeBufferPointer(start: start, count: Int(count)).span)
            }
        }
        unsafe sax.characters = characters
        unsafe sax.ignorableWhitespace = characters
        unsafe sax.serror = { user, error in
            guard let user = unsafe user, let error = unsafe error else { return }
            let sink = unsafe Unmanaged<SAXSink>.fromOpaque(user).takeUnretainedValue()
            guard sink.firstError == nil, let message = unsafe error.pointee.message else { return }
            sink.firstError = unsafe String(cString: message)
        }
        return unsafe sax
    }
}

/// Turns libxml2's name pointers into element names, once per distinct name.
///
/// libxml2 keeps each name once for the life of the context, so equal pointers are equal names; a miss in this
/// direct-mapped table only costs the work again.
private struct NameCache {
    private struct Slot {
        var local: UInt = 0
        var prefix: UInt = 0
        var uri: UInt = 0
        var name = ElementName(space: .none, local: "", uri: "")
    }
    private var slots = [Slot](repeating: Slot(), count: 256)

    @unsafe mutating func resolve(
        _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?,
        _ handler: any ElementHandler
    ) -> ElementName {
        let localKey = UInt(bitPattern: local)
        let prefixKey = UInt(bitPattern: prefix)
        let uriKey = UInt(bitPattern: uri)
        let index = Int(((localKey >> 3) ^ (uriKey >> 2) ^ (prefixKey >> 1)) & 255)
        let slot = slots[index]
        if slot.local == localKey, slot.prefix == prefixKey, slot.uri == uriKey { return slot.name }
        var name = unsafe Self.makeName(local, prefix, uri)
        name.tag = handler.tag(for: name)
        slots[index] = Slot(local: localKey, prefix: prefixKey, uri: uriKey, name: name)
        return name
    }

    @unsafe private static func makeName(
        _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?
    ) -> ElementName {
        let localName = unsafe String(cString: local).lowercased()
        if let uri = unsafe uri {
            let text = unsafe String(cString: uri)
            return ElementName(space: Namespace(uri: text), local: localName, uri: text)
        }
        guard let prefix = unsafe prefix else { return ElementName(space: .none, local: localName, uri: "") }
        let space = unsafe Namespace(undeclaredPrefix: String(cString: prefix))
        return ElementName(space: space, local: localName, uri: "")
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

    /// The lowercase local name, with "xml:" kept in front of the names of XML itself.
    func name(at index: Int) -> String {
        guard let groups = unsafe groups, let local = unsafe groups[index * 5] else { return "" }
        let name = unsafe String(cString: local).lowercased()
        guard let prefix = unsafe groups[index * 5 + 1] else { return name }
        return unsafe String(cString: prefix) == "xml" ? "xml:" + name : name
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
