import Foundation

/// A connected stream socket whose peer has a bounded time for everything.
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
        try read(upTo: [0x0A], atMost: limit, until: deadline)
    }

    /// Reads up to the first `end`, which is left out with all that comes after it.
    func read(
        upTo end: [UInt8], atMost limit: Int, until deadline: ContinuousClock.Instant
    ) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            try wait(for: Int16(POLLIN), until: deadline)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count == 0 { throw .closed }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw .system(errno)
            }
            // The end may have begun with the bytes before these.
            let start = max(0, bytes.count - end.count + 1)
            bytes += buffer[..<count]
            if let length = Self.find(end, in: bytes, from: start) {
                guard length <= limit else { throw .tooLong }
                return Array(bytes[..<length])
            }
            guard bytes.count <= limit else { throw .tooLong }
        }
    }

    /// Where the first `end` begins, not before `start`.
    private static func find(_ end: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var next = start
        while let hit = bytes[next...].firstIndex(of: end[0]), hit + end.count <= bytes.count {
            if bytes[hit..<hit + end.count].elementsEqual(end) { return hit }
            next = hit + 1
        }
        return nil
    }

    /// Writes a line and its newline.
    func writeLine(_ line: [UInt8], until deadline: ContinuousClock.Instant) throws(Failure) {
        try write(line + [0x0A], until: deadline)
    }

    func write(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(Failure) {
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

    /// Says that nothing more comes, and reads what the peer still sends, so that it gets the answer and no reset.
    func end(until deadline: ContinuousClock.Instant) {
        shutdown(descriptor, Int32(SHUT_WR))
        var buffer = [UInt8](repeating: 0, count: 16_384)
        for _ in 0..<16 {
            guard (try? wait(for: Int16(POLLIN), until: deadline)) != nil,
                recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)) > 0
            else { return }
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
