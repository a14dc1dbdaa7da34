/// A range of addresses in CIDR notation: `10.0.0.0/8`, `fd00::/8`, or one address alone.
package struct AddressBlock: Sendable, Hashable {
    package let base: IPAddress
    /// How many leading bits count: 0-32 for IPv4, 0-128 for IPv6.
    package let prefixLength: Int

    /// Reads CIDR text; a missing length means exactly that address.
    package init(_ text: String) throws(AddressBlockError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = parts.first.flatMap({ IPAddress(String($0)) }), !text.contains("%") else {
            throw AddressBlockError(
                text: text, problem: "is not an IP address; write it like 10.0.0.0/8 or fd00::/8")
        }
        guard base.unwrapped == base else {
            throw AddressBlockError(
                text: text, problem: "wraps an IPv4 address; write that as \(base.unwrapped)")
        }
        guard let length = parts.count == 1 ? base.bitCount : Int(parts[1]), 0...base.bitCount ~= length
        else {
            throw AddressBlockError(
                text: text, problem: "needs a prefix length of 0 to \(base.bitCount) after the slash")
        }
        guard base.masked(to: length) == base else {
            throw AddressBlockError(
                text: text, problem: "has bits beyond its prefix; write \(base.masked(to: length))/\(length)")
        }
        self.base = base
        prefixLength = length
    }

    /// For the tables in this module, whose masks are right by inspection.
    init(v4 base: UInt32, _ prefixLength: Int) {
        self.base = .v4(base)
        self.prefixLength = prefixLength
    }

    init(v6 base: UInt128, _ prefixLength: Int) {
        self.base = .v6(base)
        self.prefixLength = prefixLength
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.bitCount == base.bitCount && address.masked(to: prefixLength) == base
    }
}

/// Why a text is not an address block.
package struct AddressBlockError: Error, Sendable, Hashable, CustomStringConvertible {
    package let text: String
    package let problem: String

    package var description: String { "address block '\(text)' \(problem)" }
}

extension IPAddress {
    var bitCount: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }

    /// The address with everything after the first `length` bits set to zero.
    func masked(to length: Int) -> IPAddress {
        switch self {
        case .v4(let value): .v4(value & ~(UInt32.max >> length))
        case .v6(let value): .v6(value & ~(UInt128.max >> length))
        }
    }
}
