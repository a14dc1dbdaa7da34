import Foundation
import HTTPTransfer

/// Makes listening TCP sockets.
enum TCPListener {
    /// A listening descriptor on exactly this address; `place` names it in errors.
    static func open(_ address: IPAddress, port: UInt16, place: String) throws(SocketFailure) -> Int32 {
        switch address {
        case .v4(let number):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = number.bigEndian
            return try listen(&name, AF_INET, place: place)
        case .v6(let number):
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &name.sin6_addr) { bytes in
                withUnsafeBytes(of: number.bigEndian) { bytes.copyMemory(from: $0) }
            }
            return try listen(&name, AF_INET6, place: place)
        }
    }

    private static func listen<Address>(
        _ name: inout Address, _ family: Int32, place: String
    ) throws(SocketFailure) -> Int32 {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SocketFailure(place) }
        // A daemon that was restarted must not wait for the connections of the last one.
        var isOn: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
        let length = socklen_t(MemoryLayout<Address>.size)
        let isOpen = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
                && Foundation.listen(descriptor, SocketServer.backlog) == 0
        }
        guard isOpen else {
            let failure = SocketFailure(place)
            close(descriptor)
            throw failure
        }
        return descriptor
    }
}
