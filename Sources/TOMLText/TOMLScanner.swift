/// One part of a key, with its place.
struct TOMLKey {
    let name: String
    let place: TOMLPlace
}

/// The characters of a TOML document: blanks, comments and keys here, values in the extensions.
///
/// The bytes are UTF-8 throughout (`UTF8Fault`).
struct TOMLScanner {
    /// More would let trees grow so deep that to free them exhausts the stack.
    private static let mostParts = 16

    let bytes: [UInt8]
    private(set) var index = 0
    private var line = 1
    /// The column at `counted`; counting goes on from there.
    private var column = 1
    private var counted = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A byte order mark is no part of the text.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            index = 3
            counted = 3
        }
    }

    /// The byte at which the scanner stands; nil at the end.
    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Where the scanner stands.
    mutating func here() -> TOMLPlace {
        while counted < index {
            // The other bytes of a scalar do not count.
            if bytes[counted] & 0xC0 != 0x80 { column += 1 }
            counted += 1
        }
        return TOMLPlace(line: line, column: column)
    }

    mutating func failure(_ message: String) -> TOMLError { TOMLError(place: here(), message: message) }

    // MARK: Steps

    /// Goes over bytes that are no line ends.
    mutating func advance(by count: Int = 1) { index += count }

    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    mutating func skipSpaces() {
        while let byte = next, byte == 0x20 || byte == 0x09 { index += 1 }
    }

    /// Goes over a line end, false when there is none.
    mutating func takeLineEnd() throws(TOMLError) -> Bool {
        switch next {
        case 0x0A: index += 1
        case 0x0D:
            guard index + 1 < bytes.count, bytes[index + 1] == 0x0A else {
                throw failure("a carriage return stands here alone; save the file with plain line ends")
            }
            index += 2
        default: return false
        }
        line += 1
        column = 1
        counted = index
        return true
    }

    /// Goes over spaces, line ends and comments; false at the end of the document.
    mutating func skipBlank() throws(TOMLError) -> Bool {
        repeat {
            skipSpaces()
            if next == UInt8(ascii: "#") { try skipComment() }
        } while try takeLineEnd()
        return next != nil
    }

    /// Nothing but a comment may follow a value or a header.
    mutating func endLine() throws(TOMLError) {
        skipSpaces()
        if next == UInt8(ascii: "#") { try skipComment() }
        guard try takeLineEnd() || next == nil else {
            throw failure("the line should end here; put what follows on a line of its own")
        }
    }

    private mutating func skipComment() throws(TOMLError) {
        while let byte = next, byte != 0x0A, byte != 0x0D {
            if Self.isControl(byte) { throw failure(Self.controlAdvice(byte, "in a comment; delete it")) }
            index += 1
        }
    }

    /// All but the tab.
    static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }

    static func controlAdvice(_ byte: UInt8, _ advice: String) -> String {
        let code = String(byte, radix: 16, uppercase: true)
        return
            "the control character U+\(String(repeating: "0", count: 4 - code.utf8.count))\(code) stands \(advice)"
    }

    // MARK: Keys

    /// One key, or several joined by points.
    mutating func path() throws(TOMLError) -> [TOMLKey] {
        var path: [TOMLKey] = []
        repeat {
            skipSpaces()
            guard path.count < Self.mostParts else {
                throw failure("a key has \(Self.mostParts) parts at most")
            }
            path.append(try key())
            skipSpaces()
        } while take(UInt8(ascii: "."))
        return path
    }

    private mutating func key() throws(TOMLError) -> TOMLKey {
        let place = here()
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
            return TOMLKey(name: try keyString(), place: place)
        }
        let start = index
        while let byte = next, Self.isBare(byte) { index += 1 }
        guard index > start else {
            throw failure(
                "a key is missing: letters, digits, \"-\" and \"_\", or anything in quotation marks")
        }
        return TOMLKey(name: String(decoding: bytes[start..<index], as: UTF8.self), place: place)
    }

    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
