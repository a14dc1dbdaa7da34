/// Hosts that all mean an address which is not public, in every spelling that resolvers take.
package enum PrivateAddresses {
    /// One of each range that matters.
    private static let addresses: [[UInt32]] = [
        [127, 0, 0, 1], [127, 255, 255, 254], [0, 0, 0, 0], [10, 0, 0, 1], [172, 16, 0, 1],
        [172, 31, 255, 254],
        [192, 168, 0, 1], [169, 254, 169, 254], [100, 64, 0, 1], [192, 0, 0, 192], [198, 18, 0, 1],
        [192, 0, 2, 1], [224, 0, 0, 251], [240, 0, 0, 1], [255, 255, 255, 255],
    ]

    private static let onlyIPv6 = [
        "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]",
        "[fe80::1%25lo]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]", "[3fff::1]", "[5f00::1]",
    ]

    /// None needs a name server: all are numbers, or names that the system itself resolves.
    package static let spellings: [String] =
        addresses.flatMap(spellings) + onlyIPv6 + ["localhost", "LOCALHOST"]

    private static func spellings(of parts: [UInt32]) -> [String] {
        let whole = parts.reduce(0) { $0 << 8 | $1 }
        let (low16, low24) = (whole & 0xFFFF, whole & 0xFF_FFFF)
        let dotted = parts.map { "\($0)" }.joined(separator: ".")
        let groups = "\(hex(whole >> 16)):\(hex(low16))"
        return [
            dotted, "\(whole)", "0x" + hex(whole), "0X" + hex(whole).uppercased(), "0" + octal(whole),
            parts.map { "0x" + hex($0) }.joined(separator: "."),
            parts.map { "0" + octal($0) }.joined(separator: "."),
            "\(parts[0]).\(parts[1]).\(low16)", "\(parts[0]).\(low24)", "0x\(hex(parts[0])).\(low24)",
            "[::ffff:\(dotted)]", "[::ffff:\(groups)]", "[0:0:0:0:0:ffff:\(groups)]", "[::\(groups)]",
            "[64:ff9b::\(groups)]", "[2002:\(groups)::]", "[::ffff:0:\(groups)]",
        ]
    }

    private static func hex(_ value: UInt32) -> String { String(value, radix: 16) }
    private static func octal(_ value: UInt32) -> String { String(value, radix: 8) }
}
