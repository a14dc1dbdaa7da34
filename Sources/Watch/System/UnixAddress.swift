import Foundation

/// Address of a Unix socket: a path, or a name in the abstract namespace when it begins with `@`.
struct UnixAddress: Sendable {
    private let address: sockaddr_un
    private let length: socklen_t

    /// Fails when the path is longer than the system allows (107 bytes on Linux).
    init?(path: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        let isAbstract = bytes.first == UInt8(ascii: "@")
        if isAbstract { bytes[0] = 0 }
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard !bytes.isEmpty, bytes.count < room else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        self.address = address
        // An abstract name has no terminator: its length says where it ends.
        let nameLength = isAbstract ? bytes.count : bytes.count + 1
        length = socklen_t(MemoryLayout<sa_family_t>.size + nameLength)
    }

    func withSocketAddress<Result>(_ use: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use($0, length) }
        }
    }
}
