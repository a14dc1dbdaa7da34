import Foundation

/// Asks the running daemon for a change or its status; synchronous, for command-line programs.
package struct ControlClient {
    package enum Failure: Error, CustomStringConvertible {
        /// No daemon listens: the caller may take the `StateLock` and do the work itself.
        case noDaemon
        /// This process holds the state directory, but answers nobody: a daemon that starts, stops or runs once.
        case busy(pid: Int32)
        case failed(String)

        package var description: String {
            switch self {
            case .noDaemon: "no campwatchd is running on this state directory"
            case .busy(let pid):
                "campwatch (pid \(pid)) is starting, stopping or running once on this state directory"
            case .failed(let reason): "the running campwatchd did not answer: \(reason)"
            }
        }

        /// What a person can do about it.
        package var remedy: String {
            switch self {
            case .noDaemon: "start campwatchd, as by `systemctl start campwatchd`"
            case .busy: "ask again in a moment"
            case .failed: "try again, or look at the daemon's log"
            }
        }
    }

    /// Longest time for the daemon's answer: an import of thousands of feeds takes seconds.
    private static let patience = Duration.seconds(30)

    private let path: String
    private let lockFile: String

    package init(directories: Directories) {
        path = directories.controlSocket
        lockFile = directories.lockFile
    }

    package func send(_ request: ControlRequest) throws(Failure) -> ControlResponse {
        let socket = try connect()
        let deadline = ContinuousClock.now + Self.patience
        do {
            try socket.writeLine(Array(JSONEncoder().encode(request)), until: deadline)
            let line = try socket.readLine(atMost: ControlServer.largestMessage, until: deadline)
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            return try decoder.decode(ControlResponse.self, from: Data(line))
        } catch {
            throw .failed("\(error)")
        }
    }

    private func connect() throws(Failure) -> LineSocket {
        guard let address = UnixAddress(path: path) else {
            throw .failed("the path of its socket is longer than the system allows: \(path)")
        }
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .failed(String(cString: strerror(errno))) }
        let connection = LineSocket(descriptor: descriptor)
        let result = address.withSocketAddress { Foundation.connect(descriptor, $0, $1) }
        if result == 0 { return connection }
        if errno == ENOENT || errno == ECONNREFUSED {
            throw StateLock.holder(path: lockFile).map { .busy(pid: $0) } ?? .noDaemon
        }
        throw .failed("\(path): \(String(cString: strerror(errno)))")
    }
}
