import Glibc

/// One end of a TCP connection that gives up as soon as the server stops.
///
/// Every wait polls the stop signal besides the socket, so no thread outlives `LoopbackServer.stop()`.
final class LoopbackSocket: Sendable {
    private let descriptor: Int32
    private let stopSignal: StopSignal

    init(descriptor: Int32, stopSignal: StopSignal) {
        self.descriptor = descriptor
        self.stopSignal = stopSignal
        keepPrivateAndNonBlocking(descriptor)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// The next bytes from the peer, at most 64 KiB; nil when it closed or the server stops.
    func receive() -> [UInt8]? {
        guard stopSignal.wait(for: descriptor, events: Int16(POLLIN)) else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Sends everything; false when the peer has gone or the server stops.
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            guard stopSignal.wait(for: descriptor, events: Int16(POLLOUT)) else { return false }
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(
                    descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)
                )
            }
            if count < 0 && errno != EAGAIN { return false }
            sent += max(count, 0)
        }
        return true
    }

    /// Waits until the peer closes, throwing away what it sends.
    func drain() {
        while receive() != nil {}
    }

    /// Makes the coming close send a reset.
    func resetOnClose() {
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }
}

/// A latch that many threads can poll beside their socket: a pipe that is readable once raised.
final class StopSignal: Sendable {
    private let descriptor: Int32
    private let writeEnd: Int32

    init() throws(LoopbackError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw LoopbackError("pipe") }
        for end in ends { keepPrivateAndNonBlocking(end) }
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    func raise() {
        // A full pipe is a raised signal, so the count does not matter.
        _ = write(writeEnd, [1], 1)
    }

    /// True when the socket is ready for the events, false once the signal is raised.
    func wait(for socket: Int32, events: Int16) -> Bool {
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: events, revents: 0),
        ]
        while poll(&entries, 2, -1) < 0 && errno == EINTR {}
        return entries[0].revents == 0
    }

    /// Sleeps; false when the signal cut it short.
    func pause(seconds: Double) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, Int32(seconds * 1_000)) == 0
    }
}

/// Keeps a descriptor from child processes and its calls from blocking.
func keepPrivateAndNonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
}

/// A listening IPv4 TCP socket.
struct Listener {
    let descriptor: Int32
    let port: UInt16

    init(address: String, port: UInt16) throws(LoopbackError) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw LoopbackError("socket on \(address):\(port)") }
        keepPrivateAndNonBlocking(descriptor)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &name.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = self.descriptor
        let isListening = withUnsafeMutablePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 1_024) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else {
            let error = LoopbackError("listening on \(address):\(port)")
            close(descriptor)
            throw error
        }
        self.port = UInt16(bigEndian: name.sin_port)
    }
}

/// Why a loopback server could not start.
package struct LoopbackError: Error, CustomStringConvertible {
    package let description: String

    init(_ operation: String) {
        description = "\(operation) failed: \(String(cString: strerror(errno)))"
    }
}
