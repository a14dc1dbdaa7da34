import TestSupport

/// Why the server cannot start, for the person who started it: what, where, and how to mend it.
struct Trouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// A server on a port of the loopback interface.
    static func listening(
        on port: UInt16, answer: @escaping @Sendable (LoopbackRequest) -> LoopbackReply
    ) throws(Trouble) -> LoopbackServer {
        do {
            return try LoopbackServer(port: port, handler: answer)
        } catch {
            throw Trouble(
                "port \(port) on 127.0.0.1 cannot be listened on (\(error)): choose another with --port")
        }
    }
}
