/// Cuts the bytes of one connection into requests.
///
/// It understands what well-behaved clients send: a header block and a body of `Content-Length` bytes.
struct RequestReader {
    /// A longer header block ends the connection: no client of ours sends one.
    private static let longestHead = 262_144

    let socket: LoopbackSocket
    let connection: Int
    private var pending: [UInt8] = []

    init(socket: LoopbackSocket, connection: Int) {
        self.socket = socket
        self.connection = connection
    }

    /// The next request, or nil when the connection ends or what came is not HTTP.
    mutating func next() -> LoopbackRequest? {
        guard let head = readHead() else { return nil }
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
        guard let words = lines.first?.split(separator: " "), words.count == 3 else { return nil }
        let headers = LoopbackHeaders(fields: lines.dropFirst().compactMap(Self.field))
        guard let body = readBody(count: headers["Content-Length"].flatMap { Int($0) } ?? 0) else {
            return nil
        }
        return LoopbackRequest(
            method: String(words[0]), path: String(words[1]), headers: headers, body: body,
            arrived: .now, connection: connection)
    }

    private static func field(_ line: Substring) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        return (name: String(line[..<colon]), value: String(value))
    }

    private mutating func readHead() -> String? {
        while true {
            if let end = Self.endOfHead(pending) {
                defer { pending.removeFirst(end) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            guard pending.count < Self.longestHead, let more = socket.receive() else { return nil }
            pending += more
        }
    }

    private mutating func readBody(count: Int) -> [UInt8]? {
        while pending.count < count {
            guard let more = socket.receive() else { return nil }
            pending += more
        }
        defer { pending.removeFirst(count) }
        return Array(pending.prefix(count))
    }

    /// The index after the first empty line.
    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 3..<bytes.count where bytes[index] == 10 {
            if bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 { return index + 1 }
        }
        return nil
    }
}
