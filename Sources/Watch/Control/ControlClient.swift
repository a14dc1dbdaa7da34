import Foundation

/// Asks the running daemon for a change or its status; synchronous, for command-line programs.
package struct ControlClient {
    package enum Failure: Error, Equatable, CustomStringConvertible {
        /// No daemon listens: the caller may take the `StateLock` and do the work itself.
        case noDaemon
        /// This process holds the state directory, but answers nobody: a daemon that starts, stops or runs once.
        case busy(pid: Int32)
        /// The daemon's socket is closed to this user.
        case denied(path: String, group: String?)
        /// The daemon speaks another version of the protocol; its program's version if it says so.
        case otherVersion(program: String?)
        case failed(String)

        package var description: String {
            switch self {
            case .noDaemon: "no campwatchd is running on this state directory"
            case .busy(let pid):
                "campwatch (pid \(pid)) is starting, stopping or running once on this state directory"
            case .denied(let path, let group):
                "this user may not speak to campwatchd: \(path) is for its own user and "
                    + (group.map { "the group \($0)" } ?? "its group")
            case .otherVersion(let program):
                "the running campwatchd is \(program ?? "of an older version"), this is campwatch "
                    + "\(Version.current), and they do not understand each other"
            case .failed(let reason): "the running campwatchd did not answer: \(reason)"
            }
        }

        /// True when there is no daemon to ask, or none yet.
        package var isAbsence: Bool {
            switch self {
            case .noDaemon, .busy: true
            case .denied, .otherVersion, .failed: false
            }
        }

        /// What a person can do about it.
        package var remedy: String {
            switch self {
            case .noDaemon: "start campwatchd, as by `systemctl start campwatchd`"
            case .busy: "ask again in a moment"
            case .denied(_, let group):
                // Nobody should join root's group for this.
                group == "root"
                    ? "use sudo, or run campwatchd as the user campwatch"
                    : "use sudo, or join the group with `sudo adduser \"$USER\" \(group ?? "campwatch")` and log in anew"
            case .otherVersion: "restart the daemon, so that both are the installed version"
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
        let line: Data
        do {
            try socket.writeLine(Array(JSONEncoder().encode(request)), until: deadline)
            line = Data(try socket.readLine(atMost: ControlServer.largestMessage, until: deadline))
        } catch {
            throw .failed("\(error)")
        }
        return try Self.response(line)
    }

    /// Looks at the version first: an answer of another one may have any form.
    private static func response(_ line: Data) throws(Failure) -> ControlResponse {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let envelope = try? decoder.decode(ControlEnvelope.self, from: line) else {
            throw .failed("what it said is no answer")
        }
        guard envelope.version == ControlRequest.currentVersion else {
            throw .otherVersion(program: envelope.program.map { OneLine.text($0, atMost: 40) })
        }
        do {
            return try decoder.decode(ControlResponse.self, from: line)
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
        let code = errno
        switch code {
        case ENOENT, ECONNREFUSED:
            throw StateLock.holder(path: lockFile).map { .busy(pid: $0) } ?? .noDaemon
        case EACCES, EPERM:
            // The directory of the socket may hide the socket itself.
            let mark = FileMark(path: path) ?? FileMark(path: (path as NSString).deletingLastPathComponent)
            throw .denied(path: path, group: mark?.groupName)
        default: throw .failed("\(path): \(String(cString: strerror(code)))")
        }
    }
}
