import FoundationEssentials

/// Where relative references and languages come from at some depth of the document.
///
/// A class: every value of an entry takes its scope along, which shall cost one reference and not two strings.
final class Scope {
    let depth: Int
    let base: String
    let language: String?

    init(depth: Int, base: String, language: String?) {
        self.depth = depth
        self.base = base
        self.language = language
    }
}

/// A finished value: trimmed text with what is needed to understand it.
struct CapturedText {
    var tag: Tag
    var value: String
    /// Declared or evident; nil when neither.
    var type: MediaType?
    var scope: Scope
    /// Attributes of the element that its value needs (`isPermaLink`).
    var flag: String?

    /// The value as a text with its type, guessed from its look when nothing declares it.
    var content: ParsedContent {
        ParsedContent(
            type: type ?? MarkupGuess.type(of: value), value: value, lang: scope.language, base: scope.base)
    }

    /// The same for an element read as one line, whose type is not declared.
    var untypedContent: ParsedContent {
        ParsedContent(
            type: MarkupGuess.type(of: value), value: value, lang: scope.language, base: scope.base)
    }
}

/// Collects the value of one element, inline markup included.
struct Capture {
    let tag: Tag
    let depth: Int
    let scope: Scope
    let flag: String?
    private let kind: ValueKind
    /// Bytes at most; lowered to what is held once something was cut off, so that nothing follows the gap.
    private var limit: Int
    private var bytes: [UInt8] = []
    /// True once a child element showed that the value is markup.
    private var isMarkup = false
    /// True when text must be escaped to stand between tags.
    private var escapes = false
    /// True inside the dropped div around Atom's xhtml.
    private var isInWrapper = false
    private let dropsWrapper: Bool
    /// The bases that elements inside the text set for their own links, innermost last.
    private var bases: [(depth: Int, base: String)] = []

    init(
        tag: Tag, depth: Int, scope: Scope, kind: ValueKind, limit: Int, flag: String?, dropsWrapper: Bool,
        buffer: inout [UInt8]
    ) {
        swap(&bytes, &buffer)
        self.tag = tag
        self.depth = depth
        self.scope = scope
        self.flag = flag
        self.kind = kind
        self.limit = limit
        self.dropsWrapper = dropsWrapper
        isMarkup = isXHTML
        escapes = isMarkup
    }

    private var takesMarkup: Bool {
        if case .text = kind { true } else { false }
    }

    mutating func append(_ text: Span<UInt8>) {
        guard escapes else { return add(text) }
        var start = 0
        for index in 0..<text.count {
            let replacement: StaticString
            switch text[index] {
            case UInt8(ascii: "&"): replacement = "&amp;"
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            default: continue
            }
            add(text.extracting(start..<index))
            add(whole: replacement)
            start = index + 1
        }
        add(text.extracting(start..<text.count))
    }

    /// Appends up to the limit, never cutting a character.
    private mutating func add(_ text: Span<UInt8>) {
        var count = min(text.count, limit - bytes.count)
        guard count > 0 else { return }
        let isCut = count < text.count
        if isCut {
            while count > 0, text[count] & 0xC0 == 0x80 { count -= 1 }
        }
        bytes.append(bytes: text.extracting(0..<count))
        if isCut { limit = bytes.count }
    }

    /// Appends a reference if all of it fits.
    private mutating func add(whole reference: StaticString) {
        let start = bytes.count
        bytes.append(reference)
        keepWhole(from: start)
    }

    mutating func startChild(_ name: ElementName, depth: Int, _ attributes: borrowing AttributeList) {
        guard takesMarkup else { return }
        if attributes.count > 0, let inner = attributes.xml("base") {
            bases.append((depth, URLResolver.resolve(inner, base: bases.last?.base ?? scope.base)))
        }
        // The div around Atom's xhtml is not part of the text (RFC 4287 §3.1.1.3), nor one put around html.
        if dropsWrapper, depth == self.depth + 1, name.local == "div", mayBeWrapped(name), isBlank {
            isInWrapper = true
            return
        }
        if !isMarkup { becomeMarkup() }
        guard bytes.count < limit else { return }
        let start = bytes.count
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.written.utf8)
        if name.space == .other, name.local == "svg" || name.local == "math" {
            addAttribute("xmlns", name.uri)
        }
        for index in 0..<attributes.count {
            addAttribute(attributes.name(at: index), attributes.value(at: index))
        }
        bytes.append(name.isVoid ? " />" : ">")
        keepWhole(from: start)
    }

    /// Appends an attribute as written; its address is made absolute where the text sets a base of its own.
    private mutating func addAttribute(_ name: String, _ value: String) {
        let resolved = bases.last.flatMap { HTMLRewriter.resolvedAddress(name, value, base: $0.base) }
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: name.utf8)
        bytes.append("=\"")
        bytes.append(contentsOf: MarkupEscape.attribute(resolved ?? value).utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Takes back what was appended since `start` unless all of it fits.
    private mutating func keepWhole(from start: Int) {
        guard bytes.count > limit else { return }
        bytes.removeLast(bytes.count - start)
        limit = min(limit, start)
    }

    mutating func endChild(_ name: ElementName, depth: Int) {
        if bases.last?.depth == depth { bases.removeLast() }
        guard takesMarkup, bytes.count < limit else { return }
        if depth == self.depth + 1, isInWrapper {
            isInWrapper = false
            return
        }
        if name.isVoid { return }
        let start = bytes.count
        bytes.append("</")
        bytes.append(contentsOf: name.written.utf8)
        bytes.append(UInt8(ascii: ">"))
        keepWhole(from: start)
    }

    private var isXHTML: Bool {
        if case .text(.some(.xhtml)) = kind { true } else { false }
    }

    private func mayBeWrapped(_ child: ElementName) -> Bool {
        if case .text(.some(.html)) = kind { return child.space == .xhtml && tag != .contentEncoded }
        return isXHTML
    }

    private var isBlank: Bool { bytes.allSatisfy(\.isASCIIWhitespace) }

    /// Text read before the first child is escaped now, unless its tags show that it is HTML source.
    private mutating func becomeMarkup() {
        isMarkup = true
        guard !MarkupGuess.holdsTag(bytes.span) else { return }
        escapes = true
        let plain = bytes
        bytes = []
        append(plain.span)
    }

    /// What base64 stands for; nil for pictures and the like, which stay as they are.
    private static func text(inBase64 value: String, type: MediaType) -> String? {
        guard let data = Data(base64Encoded: value, options: .ignoreUnknownCharacters) else { return nil }
        let bytes = [UInt8](data)
        var repair = UTF8Repair()
        let isText = type.rawValue.hasPrefix("text/") || type.rawValue.hasSuffix("xml")
        guard isText || repair.isClean(bytes.span) else { return nil }
        var text: [UInt8] = []
        repair.push(bytes.span, isLast: true, into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The value; the buffer is given back empty, and nothing more may come.
    mutating func finish(_ buffer: inout [UInt8]) -> CapturedText {
        defer {
            bytes.removeAll(keepingCapacity: bytes.capacity <= 64 << 10)
            swap(&bytes, &buffer)
        }
        let first = bytes.firstIndex { !$0.isASCIIWhitespace } ?? bytes.endIndex
        let last = bytes.lastIndex { !$0.isASCIIWhitespace } ?? bytes.endIndex
        // Valid UTF-8: `UTF8Repair` has checked every byte, and texts are cut between characters only, here
        // (`add`), between chunks (`FeedStream`) and by the markup.
        let value = first < bytes.endIndex ? unsafe bytes.span.validString(first..<last + 1) : ""
        switch kind {
        case .line: return captured(value, .plain)
        case .text(let declared):
            return captured(value, isMarkup && declared != .html ? (escapes ? .xhtml : .html) : declared)
        case .base64(let type):
            // What is no text grows when it is mended.
            return captured(Self.text(inBase64: value, type: type)?.cut(toBytes: limit) ?? value, type)
        }
    }

    private func captured(_ value: String, _ type: MediaType?) -> CapturedText {
        CapturedText(tag: tag, value: value, type: type, scope: scope, flag: flag)
    }
}
