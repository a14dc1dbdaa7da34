import HTTPTransfer

/// Where metrics are served: on a loopback address, or on a Unix socket in the runtime directory; nowhere else.
enum MetricsAddress: Hashable, Sendable {
    case tcp(IPAddress, port: UInt16)
    /// The name of the socket's file.
    case unix(name: String)

    /// Reads "127.0.0.1:9464", "[::1]:9464" or "unix:metrics.sock"; nil for anything else.
    init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let name = String(text.dropFirst(5))
            // The control socket is not for the taking.
            guard Self.isFileName(name), name != "campwatch.sock" else { return nil }
            self = .unix(name: name)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            port > 0, let address = Self.address(String(text[..<colon])), address.isLoopback
        else { return nil }
        self = .tcp(address, port: port)
    }

    /// An IPv6 address stands in brackets, and only that.
    private static func address(_ text: String) -> IPAddress? {
        if text.hasPrefix("["), text.hasSuffix("]"),
            case .v6(let number) = IPAddress(String(text.dropFirst().dropLast()))
        {
            return .v6(number)
        }
        if case .v4(let number) = IPAddress(text) { return .v4(number) }
        return nil
    }

    private static func isFileName(_ name: String) -> Bool {
        name.hasSuffix(".sock") && name.utf8.count <= 40 && name.first != "."
            && name.utf8.allSatisfy {
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".utf8.contains($0)
            }
    }
}

extension IPAddress {
    /// 127.0.0.0/8 or ::1.
    var isLoopback: Bool {
        switch self {
        case .v4(let number): number >> 24 == 127
        case .v6(let number): number == 1
        }
    }
}
