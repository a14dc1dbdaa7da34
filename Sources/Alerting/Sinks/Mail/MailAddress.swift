/// A mail address that can stand in a header and an SMTP command without any quoting: `desk@example.org`.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    private let local: String
    /// The part after the `@`.
    let domain: String

    /// Nil unless it is a dot-atom of ASCII, an `@` and a domain (RFC 5322, 3.4.1), of at most 254 bytes.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, Self.isDotAtom(parts[0]), Self.isDotAtom(parts[1]),
            parts[1].utf8.allSatisfy({ !"!#$%&'*+/=?^_`{|}~".utf8.contains($0) })
        else { return nil }
        local = String(parts[0])
        domain = String(parts[1])
    }

    package var description: String { "\(local)@\(domain)" }

    /// Words of letters, digits and harmless signs, joined by single dots (RFC 5322, 3.2.3).
    private static func isDotAtom(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty
                && word.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
                    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
                    }
                }
        }
    }
}
