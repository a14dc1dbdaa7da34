import HTTPTransfer
import TestSupport
import Testing

@Suite struct AddressPolicyTests {
    /// The first and last address of every refused range, and a few in between.
    static let refused: [String] = [
        "0.0.0.0", "0.0.0.1", "0.255.255.255", "10.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.0",
        "100.100.100.200", "100.127.255.255", "127.0.0.0", "127.0.0.1", "127.0.1.1", "127.255.255.255",
        "169.254.0.0", "169.254.169.254", "169.254.170.2", "169.254.255.255", "172.16.0.0", "172.17.0.1",
        "172.31.255.255", "192.0.0.0", "192.0.0.8", "192.0.0.170", "192.0.0.192", "192.0.0.255", "192.0.2.0",
        "192.0.2.255", "192.88.99.0", "192.88.99.1", "192.88.99.255", "192.168.0.0", "192.168.1.1",
        "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.0", "198.51.100.255", "203.0.113.0",
        "203.0.113.255", "224.0.0.0", "224.0.0.251", "239.255.255.250", "239.255.255.255", "240.0.0.0",
        "250.1.2.3", "255.255.255.254", "255.255.255.255",
        "::", "::1", "::2", "::127.0.0.1", "::8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b:1::1",
        "64:ff9b:1:ffff::8.8.8.8",
        "100::", "100::1", "100:0:0:1::", "2001::", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:1::1",
        "2001:2::1", "2001:3::1", "2001:10::1", "2001:20::1", "2001:1ff:ffff::1", "2001:db8::", "2001:db8::1",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2002::", "2002:7f00:1::1", "2002:a00:1::1",
        "2002:808:808::1",
        "2002:ffff:ffff::", "3fff::1", "3fff:fff::1", "4000::1", "5f00::1", "5fff::1", "8000::1", "c000::1",
        "fbff::1", "fc00::", "fc00::1", "fd00::1", "fd00:ec2::254", "fdff:ffff::1", "fe00::1", "fe80::",
        "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "feff::1", "ff00::", "ff01::1", "ff02::1",
        "ff02::fb",
        "ff05::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "1::", "200::1", "1fff::1",
    ]

    static let accepted: [String] = [
        "1.0.0.0", "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255",
        "203.0.114.0", "223.255.255.255", "2000::1", "2001:200::1", "2001:4860:4860::8888", "2001:db7::1",
        "2001:db9::1", "2003::1", "2606:4700:4700::1111", "2a00:1450:4001::1", "3ffe:ffff::1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    ]

    @Test(arguments: refused) func refusesWhatIsNotPublic(text: String) throws {
        let address = try #require(IPAddress(text))

        #expect(AddressPolicy().refusal(of: address) != nil)
    }

    @Test(arguments: accepted) func acceptsWhatIsPublic(text: String) throws {
        let address = try #require(IPAddress(text))

        #expect(AddressPolicy().refusal(of: address) == nil)
    }

    @Test(arguments: refused.filter { !$0.contains(":") })
    func refusesAnIPv4AddressInEveryIPv6Wrapping(text: String) throws {
        for prefix in ["::ffff:", "64:ff9b::", "::ffff:0:", "::"] {
            let address = try #require(IPAddress(prefix + text))
            #expect(AddressPolicy().refusal(of: address) != nil, "\(address)")
        }
    }

    @Test func socketAddressesAndTextMeanTheSame() throws {
        for text in Self.refused + Self.accepted {
            let address = try #require(IPAddress(text))
            #expect(IPAddress(socketAddress: socketBytes(address), family: address.family) == address)
        }
        #expect(IPAddress(socketAddress: [2, 0, 0, 80, 127, 0, 0], family: 2) == nil)
        #expect(IPAddress(socketAddress: [UInt8](repeating: 0, count: 28), family: 1) == nil)
    }

    @Test func allowedBlocksOpenExactlyWhatTheySay() throws {
        let policy = AddressPolicy(allowed: [
            try AddressBlock("10.1.0.0/16"), try AddressBlock("fd00:1::/32"),
        ])
        let extra = [try AddressBlock("192.168.1.7")]

        #expect(policy.refusal(of: try address("10.1.2.3")) == nil)
        #expect(policy.refusal(of: try address("::ffff:10.1.2.3")) == nil)
        #expect(policy.refusal(of: try address("fd00:1::9")) == nil)
        #expect(policy.refusal(of: try address("10.2.0.0")) == "private network")
        #expect(policy.refusal(of: try address("fd00:2::9")) == "private network")
        #expect(policy.refusal(of: try address("192.168.1.7")) == "private network")
        #expect(policy.refusal(of: try address("192.168.1.7"), extra: extra) == nil)
        #expect(policy.refusal(of: try address("192.168.1.8"), extra: extra) != nil)
        #expect(policy.refusal(of: try address("127.0.0.1"), extra: extra) == "loopback")
    }

    @Test(arguments: ["0.0.0.0/0", "::/0", "127.0.0.0/8", "127.0.0.1", "127.0.0.1/32", "::1", "fe80::/10"])
    func readsBlocks(text: String) throws {
        let block = try AddressBlock(text)

        #expect(block.contains(block.base))
    }

    @Test(arguments: [
        ("", "is not an IP address"), ("localhost", "is not an IP address"),
        ("10.0.0/8", "is not an IP address"),
        ("10.0.0.0/33", "0 to 32"), ("10.0.0.0/-1", "0 to 32"), ("10.0.0.0/", "0 to 32"),
        ("::/129", "0 to 128"),
        ("10.0.0.1/8", "write 10.0.0.0/8"), ("fd00::1/8", "write fd00::/8"),
        ("::ffff:10.0.0.1", "write that as 10.0.0.1"),
        ("fe80::1%eth0", "is not an IP address"), ("010.0.0.1", "is not an IP address"),
    ])
    func explainsWhatIsWrongWithABlock(text: String, problem: String) throws {
        let error = try #require(throws: AddressBlockError.self) { try AddressBlock(text) }

        #expect(error.description.contains(problem))
        #expect(error.description.contains("'\(text)'"))
    }

    private func address(_ text: String) throws -> IPAddress {
        try #require(IPAddress(text))
    }

    /// The address as the kernel writes it: family, port, (flow,) address in network order.
    private func socketBytes(_ address: IPAddress) -> [UInt8] {
        switch address {
        case .v4(let value): [2, 0, 0, 80] + value.networkBytes + [UInt8](repeating: 0, count: 8)
        case .v6(let value): [10, 0, 0, 80, 0, 0, 0, 0] + value.networkBytes + [0, 0, 0, 0]
        }
    }
}

extension IPAddress {
    fileprivate var family: Int32 {
        switch self {
        case .v4: 2
        case .v6: 10
        }
    }
}

extension FixedWidthInteger {
    fileprivate var networkBytes: [UInt8] {
        (0..<bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }
}
