/// One header field; the name compares without regard to case when looked up in `HeaderFields`.
package struct HeaderField: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// The header fields of one response, in order, repeated ones included.
package struct HeaderFields: Sendable, Hashable {
    package private(set) var fields: [HeaderField] = []

    package init(_ fields: [HeaderField] = []) {
        self.fields = fields
    }

    /// The first value of that name, or nil.
    package subscript(_ name: String) -> String? {
        fields.first { Self.isSame($0.name, name) }?.value
    }

    /// Every value of that name, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// The members of a comma-separated list field, over all its lines, trimmed and in lower case.
    func listMembers(_ name: String) -> [String] {
        all(name).flatMap { $0.split(separator: ",") }
            .map { String(decoding: trimmed(Array($0.utf8)[...]), as: UTF8.self).lowercased() }
            .filter { !$0.isEmpty }
    }

    /// Takes one line of a header block without its line end; a line that is no field is dropped.
    mutating func append(line: ArraySlice<UInt8>) {
        if let first = line.first, first == 0x20 || first == 0x09 {
            continueLast(with: line)
        } else if let colon = line.firstIndex(of: 0x3a) {
            let name = String(decoding: line[..<colon], as: UTF8.self)
            let value = String(decoding: trimmed(line[(colon + 1)...]), as: UTF8.self)
            fields.append(HeaderField(name: name, value: value))
        }
    }

    /// An obsolete folded line continues the value before it (RFC 9112, 5.2).
    private mutating func continueLast(with line: ArraySlice<UInt8>) {
        guard let last = fields.indices.last else { return }
        fields[last].value += " " + String(decoding: trimmed(line), as: UTF8.self)
    }

    mutating func removeAll() {
        fields.removeAll()
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count
            && zip(one.utf8, other.utf8).allSatisfy { asciiLower($0) == asciiLower($1) }
    }
}

private func asciiLower(_ byte: UInt8) -> UInt8 {
    0x41...0x5a ~= byte ? byte | 0x20 : byte
}

/// The slice without spaces and tabs at both ends.
private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return [] }
    return bytes[...last].drop(while: isBlank)
}
