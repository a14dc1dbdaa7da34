/// Which addresses a transfer may connect to: the public Internet, and what the operator allows besides.
///
/// The check is made on the socket address just before connecting, for every hop, so neither odd spellings
/// of an address, nor redirects, nor a name that resolves differently the second time get around it.
/// Source of the ranges: the IANA IPv4 and IPv6 special-purpose address registries (RFC 6890).
package struct AddressPolicy: Sendable, Hashable {
    /// Blocks that are allowed although they are not public, as an intranet's.
    package var allowed: [AddressBlock]

    package init(allowed: [AddressBlock] = []) {
        self.allowed = allowed
    }

    /// Why the address is refused, as "private network"; nil when it may be connected to.
    ///
    /// An IPv4-mapped or NAT64 address is judged as the IPv4 address inside it. `extra` are blocks that
    /// one request allows besides the policy's own.
    package func refusal(of address: IPAddress, extra: [AddressBlock] = []) -> String? {
        let address = address.unwrapped
        if allowed.contains(where: { $0.contains(address) }) { return nil }
        if extra.contains(where: { $0.contains(address) }) { return nil }
        if let range = Self.specialRanges.first(where: { $0.block.contains(address) }) { return range.name }
        if case .v6 = address, !Self.globalUnicast.contains(address) { return "not global unicast" }
        return nil
    }

    /// All public IPv6 addresses are in here (RFC 4291, 2.4).
    private static let globalUnicast = AddressBlock(v6: 0x2000 << 112, 3)

    private static let specialRanges: [(block: AddressBlock, name: String)] = [
        (AddressBlock(v4: 0x0000_0000, 8), "this network"),
        (AddressBlock(v4: 0x0a00_0000, 8), "private network"),
        (AddressBlock(v4: 0x6440_0000, 10), "carrier-grade NAT"),
        (AddressBlock(v4: 0x7f00_0000, 8), "loopback"),
        (AddressBlock(v4: 0xa9fe_0000, 16), "link-local"),
        (AddressBlock(v4: 0xac10_0000, 12), "private network"),
        (AddressBlock(v4: 0xc000_0000, 24), "protocol assignments"),
        (AddressBlock(v4: 0xc000_0200, 24), "documentation"),
        (AddressBlock(v4: 0xc058_6300, 24), "6to4 relay"),
        (AddressBlock(v4: 0xc0a8_0000, 16), "private network"),
        (AddressBlock(v4: 0xc612_0000, 15), "benchmarking"),
        (AddressBlock(v4: 0xc633_6400, 24), "documentation"),
        (AddressBlock(v4: 0xcb00_7100, 24), "documentation"),
        (AddressBlock(v4: 0xe000_0000, 4), "multicast"),
        (AddressBlock(v4: 0xf000_0000, 4), "reserved"),
        (AddressBlock(v6: 0, 128), "unspecified"),
        (AddressBlock(v6: 1, 128), "loopback"),
        (AddressBlock(v6: 0x0064_ff9b_0001 << 80, 48), "local NAT64"),
        (AddressBlock(v6: 0x2001_0000 << 96, 32), "Teredo"),
        (AddressBlock(v6: 0x2001_0000 << 96, 23), "protocol assignments"),
        (AddressBlock(v6: 0x2001_0db8 << 96, 32), "documentation"),
        (AddressBlock(v6: 0x2002 << 112, 16), "6to4"),
        (AddressBlock(v6: 0x3fff << 112, 20), "documentation"),
        (AddressBlock(v6: 0xfc00 << 112, 7), "private network"),
        (AddressBlock(v6: 0xfe80 << 112, 10), "link-local"),
        (AddressBlock(v6: 0xff00 << 112, 8), "multicast"),
    ]
}
