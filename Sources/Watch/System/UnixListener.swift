import Foundation

/// Makes listening Unix sockets that owner and group may connect to.
enum UnixListener {
    /// A listening descriptor; what stands at the path is replaced, so the caller must know that nobody else listens there.
    static func open(path: String) throws(SocketFailure) -> Int32 {
        guard let address = UnixAddress(path: path) else {
            throw SocketFailure(path, "the path is longer than the system allows")
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SocketFailure(path) }
        if let file = FileMark(path: path), !file.isSocket {
            close(descriptor)
            throw SocketFailure(path, "something that is no socket stands there; move it away")
        }
        // The state lock says that no other daemon lives here, so this is a crash's remains.
        unlink(path)
        let isOpen =
            address.withSocketAddress { bind(descriptor, $0, $1) } == 0 && chmod(path, 0o660) == 0
            && listen(descriptor, SocketServer.backlog) == 0
        guard isOpen else {
            let failure = SocketFailure(path)
            close(descriptor)
            throw failure
        }
        return descriptor
    }
}
