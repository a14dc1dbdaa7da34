import Glibc

/// An IPv4 or IPv6 address as the number a socket connects to, whatever text it came from.
package enum IPAddress: Sendable, Hashable {
    case v4(UInt32)
    case v6(UInt128)

    /// Reads strict numeric text: a dotted quad, or IPv6 (a `%zone` is ignored).
    package init?(_ text: String) {
        let number = String(Substring(text.utf8.prefix { $0 != UInt8(ascii: "%") }))
        var v4 = in_addr()
        if unsafe inet_pton(AF_INET, number, &v4) == 1 {
            self = .v4(UInt32(bigEndian: v4.s_addr))
            return
        }
        var bytes = [UInt8](repeating: 0, count: 16)
        guard unsafe inet_pton(AF_INET6, number, &bytes) == 1 else { return nil }
        self = .v6(Self.number(bytes[...]))
    }

    /// Reads the bytes of a `sockaddr_in` or `sockaddr_in6`; nil for any other family or a short buffer.
    package init?(socketAddress bytes: [UInt8], family: Int32) {
        switch family {
        case AF_INET where bytes.count >= 8: self = .v4(Self.number(bytes[4..<8]))
        case AF_INET6 where bytes.count >= 24: self = .v6(Self.number(bytes[8..<24]))
        default: return nil
        }
    }

    private static func number<Value: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>) -> Value {
        bytes.reduce(0) { $0 << 8 | Value($1) }
    }

    /// The IPv4 address inside an IPv4-mapped (RFC 4291) or NAT64 (RFC 6052) one, else the address itself.
    package var unwrapped: IPAddress {
        guard case .v6(let value) = self else { return self }
        let prefix = value >> 32
        let isMapped = prefix == 0xffff
        let isTranslated = prefix == 0x0064_ff9b << 64
        return isMapped || isTranslated ? .v4(UInt32(truncatingIfNeeded: value)) : self
    }
}

extension IPAddress: CustomStringConvertible {
    /// The usual text: dotted quad, or IPv6 as RFC 5952 writes it.
    package var description: String {
        switch self {
        case .v4(let value):
            return (0..<4).map { String(value >> (24 - 8 * UInt32($0)) & 0xff) }.joined(separator: ".")
        case .v6(let value):
            let bytes = (0..<16).map { UInt8(truncatingIfNeeded: value >> (120 - 8 * UInt128($0))) }
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard unsafe inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
