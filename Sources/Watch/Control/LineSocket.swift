import Foundation

/// A connected Unix stream socket that carries one line each way.
struct LineSocket: ~Copyable {
    enum Failure: Error {
        case tooLong
        case timedOut
        case closed
        case system(Int32)
    }

    private let descriptor: Int32

    /// Takes over a connected descriptor.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Reads up to the first newline, which is left out; the peer has until `deadline` for all of it.
    func readLine(atMost limit: Int, until deadline: ContinuousClock.Instant) throws(Failure) -> [UInt8] {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            try wait(for: Int16(POLLIN), until: deadline)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { throw .closed }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw .system(errno)
            }
            if let end = buffer[..<count].firstIndex(of: 0x0A) {
                line += buffer[..<end]
                guard line.count <= limit else { throw .tooLong }
                return line
            }
            line += buffer[..<count]
            guard line.count <= limit else { throw .tooLong }
        }
    }

    /// Writes a line and its newline.
    func writeLine(_ line: [UInt8], until deadline: ContinuousClock.Instant) throws(Failure) {
        let bytes = line + [0x0A]
        var sent = 0
        while sent < bytes.count {
            try wait(for: Int16(POLLOUT), until: deadline)
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw .system(errno)
            }
            sent += count
        }
    }

    private func wait(for events: Int16, until deadline: ContinuousClock.Instant) throws(Failure) {
        let left = deadline - .now
        guard left > .zero else { throw .timedOut }
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        let ready = poll(&entry, 1, Int32(left / .milliseconds(1)) + 1)
        if ready < 0 && errno != EINTR { throw .system(errno) }
        if ready == 0 { throw .timedOut }
    }
}
