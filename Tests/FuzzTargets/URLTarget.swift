import FeedParsing
import Glibc
import HTTPTransfer

extension FuzzTarget {
    /// Addresses: no text leads the policy to allow what the system would connect to inside a private network.
    static let url = FuzzTarget("url") { bytes throws(BrokenPromise) in
        let text = String(decoding: bytes, as: UTF8.self)
        try checkSocketAddress(bytes)
        try checkNumericHost(text)
        try checkResolving(text)
        if let url = try? TransferURL(text, extraPorts: []) {
            try checkNumericHost(url.host.filter { $0 != "[" && $0 != "]" })
            let again = try? TransferURL(url.text, extraPorts: [])
            try promise(
                again?.text == url.text, "a normal URL stays as it is", "\(url.text) \(again?.text ?? "-")")
            try promise(again?.host == url.host, "a normal URL keeps its host", url.host)
            try promiseText(url.text, "the URL", controls: [])
        }
    }

    private static func checkResolving(_ text: String) throws(BrokenPromise) {
        for base in ["https://news.example/a/b?c#d", "http://[::1]/x/", "feed:odd"] {
            let once = URLResolver.resolve(text, base: base)
            let twice = URLResolver.resolve(once, base: base)
            try promise(
                once == twice || !once.hasPrefix("http"), "a resolved address stays", "\(once)\n\(twice)")
            try promise(
                once.utf8.count <= 3 * text.utf8.count + base.utf8.count, "addresses stay bounded", once)
        }
    }

    /// What the system makes of a numeric host must be what we make of it, and private if either says so.
    private static func checkNumericHost(_ host: String) throws(BrokenPromise) {
        guard !host.utf8.contains(0) else { return }
        let ours = IPAddress(host)
        let theirs = systemAddress(host)
        if let ours {
            try promise(theirs == nil || theirs == ours, "the system reads the same address", host)
            try checkVerdict(ours, host)
        }
        if let theirs { try checkVerdict(theirs, host) }
    }

    private static func checkSocketAddress(_ bytes: [UInt8]) throws(BrokenPromise) {
        let families = [(AF_INET, 4, 8), (AF_INET6, 8, 24)]
        for (family, start, end) in families where bytes.count >= end - start {
            let address = IPAddress(
                socketAddress: [UInt8](repeating: 0, count: start) + bytes.prefix(end - start), family: family
            )
            guard let address else { throw BrokenPromise(description: "a socket address is read") }
            try checkVerdict(address, "\(address)")
            try promise(
                IPAddress("\(address)") == address, "a written address is read as the same", "\(address)")
        }
    }

    private static func checkVerdict(_ address: IPAddress, _ text: String) throws(BrokenPromise) {
        let isAllowed = AddressPolicy().refusal(of: address) == nil
        try promise(!isAllowed || !isInside(address), "no inside address is allowed", text)
    }

    private static func systemAddress(_ host: String) -> IPAddress? {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0, let first = found else { return nil }
        defer { freeaddrinfo(first) }
        let length = Int(first.pointee.ai_addrlen)
        let bytes = UnsafeRawBufferPointer(start: first.pointee.ai_addr, count: length)
        return IPAddress(socketAddress: Array(bytes), family: first.pointee.ai_family)
    }

    /// A second opinion, kept apart from the policy's table: what must never be reached, by bytes.
    private static func isInside(_ address: IPAddress) -> Bool {
        switch address {
        case .v4(let value): return isInside(v4: value)
        case .v6(let value):
            let low = UInt32(truncatingIfNeeded: value)
            if value >> 32 == 0 || value >> 32 == 0xFFFF { return value >> 32 == 0 || isInside(v4: low) }
            let first = UInt16(truncatingIfNeeded: value >> 112)
            if first & 0xFE00 == 0xFC00 || first & 0xFFC0 == 0xFE80 || first & 0xFF00 == 0xFF00 {
                return true
            }
            if value >> 32 == 0x0064_FF9B << 64 { return isInside(v4: low) }
            return first == 0x2002 && isInside(v4: UInt32(truncatingIfNeeded: value >> 80))
        }
    }

    private static func isInside(v4 value: UInt32) -> Bool {
        let first = value >> 24
        let second = value >> 16 & 0xFF
        switch first {
        case 0, 10, 127, 224...255: return true
        case 100: return second & 0xC0 == 64
        case 169: return second == 254
        case 172: return second & 0xF0 == 16
        case 192: return second == 168
        default: return false
        }
    }
}
