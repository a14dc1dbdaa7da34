/// Passes over a document type, noting whether it declares entities.
///
/// Nothing it declares counts: standard names (`&nbsp;`, `&eacute;`) mean what HTML says, whatever a document or the
/// DTD it names would make of them, and no other entity is expanded. Follows the quotes and comments of the internal
/// subset, so that neither a ">" nor a "]" inside them ends anything; byte by byte, in constant memory.
struct DocumentType {
    private enum State: Equatable {
        /// Outside of the internal subset, in it, and inside one of its declarations.
        case outside, subset, declaration
        case quoted(UInt8)
        case comment, instruction, finished
    }

    private(set) var declaresEntities = false
    private var state = State.outside

    var isFinished: Bool { state == .finished }

    /// Starts after "<!".
    mutating func begin() { state = .outside }

    /// Passes over bytes up to the end of the document type; returns the index of the first not passed over.
    mutating func skip(_ bytes: Span<UInt8>, from start: Int, isLast: Bool) -> Int {
        var index = start
        while index < bytes.count, state != .finished {
            let byte = bytes[index]
            switch state {
            case .outside: enter(byte)
            case .subset where byte == UInt8(ascii: "<"):
                // As many bytes as the longest mark that is told here.
                guard isLast || bytes.count - index >= 8 else { return index }
                open(bytes, index)
            case .subset:
                if byte == UInt8(ascii: "]") { state = .outside }
            case .declaration where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"):
                state = .quoted(byte)
            case .declaration, .instruction:
                if byte == UInt8(ascii: ">") { state = .subset }
            case .quoted(let quote):
                if byte == quote { state = .declaration }
            case .comment:
                if byte == UInt8(ascii: "-") {
                    guard isLast || bytes.count - index >= 3 else { return index }
                    if bytes.hasPrefix("-->", at: index) {
                        state = .subset
                        index += 2
                    }
                }
            case .finished: break
            }
            index += 1
        }
        return index
    }

    private mutating func enter(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "["): state = .subset
        case UInt8(ascii: ">"): state = .finished
        default: break
        }
    }

    private mutating func open(_ bytes: Span<UInt8>, _ index: Int) {
        if bytes.hasPrefix("<!--", at: index) {
            state = .comment
        } else if bytes.hasPrefix("<?", at: index) {
            state = .instruction
        } else {
            state = .declaration
            if bytes.hasPrefix("<!ENTITY", at: index, ignoringCase: true) { declaresEntities = true }
        }
    }
}
