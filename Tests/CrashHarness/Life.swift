import Foundation
import Glibc
import TestSupport

/// One life of the daemon, from its start to the kill or the orderly stop.
final class Life {
    private let world: CrashWorld
    private let manager: NotifySocket
    private let daemon: DaemonProcess
    private let start: ContinuousClock.Instant
    /// How long it took until the service manager was told; nil as long as it was not.
    private(set) var readyAfter: Duration?
    /// How long it lived until the kill.
    private(set) var age = Duration.zero
    private(set) var hasRotated = false
    private let before: Counts

    /// How the alert logs are rotated in a life.
    enum Rotation: CaseIterable {
        /// The daemon is told by SIGHUP.
        case told
        case untold
    }

    /// What has happened in the world so far, of each kind.
    private struct Counts {
        var bodies: Int
        var pages: Int
        var webhooks: Int

        init(_ world: CrashWorld) {
            bodies = world.bodies
            pages = world.pages
            webhooks = world.receiver.arrived
        }
    }

    init(_ world: CrashWorld, _ manager: NotifySocket, _ build: CrashRun.Build) throws {
        self.world = world
        self.manager = manager
        // What a dead one said is not this one's.
        while manager.next() != nil {}
        before = Counts(world)
        start = .now
        daemon = try DaemonProcess(
            world.files, environment: build.environment.merging(["NOTIFY_SOCKET": world.notifySocket]) { $1 },
            programs: build.programs)
    }

    var log: String { daemon.log }
    var pid: Int32 { daemon.pid }
    var isRunning: Bool { daemon.isRunning }
    var isReady: Bool { readyAfter != nil }

    /// Holds the daemon still, or lets it go on.
    func freeze() { daemon.send(SIGSTOP) }
    func thaw() { daemon.send(SIGCONT) }

    func kill() { daemon.send(SIGKILL) }

    /// Asks the daemon below a tracer for an orderly stop; the tracer ends with it.
    func stopChild() {
        let children = try? String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
        for child in (children ?? "").split(separator: " ").compactMap({ Int32($0) }) {
            Glibc.kill(child, SIGTERM)
        }
    }

    /// The exit code of a daemon that ends by itself, or minus the signal that ended it.
    func waitForEnd() -> Int32 { daemon.wait() }

    /// Kills the daemon as planned; says whether the awaited event came in time.
    ///
    /// `rotation` renames the logs after the event, if the daemon is ready by then.
    func kill(_ plan: KillMoment.Plan, rotation: Rotation?) throws(Violation) -> Bool {
        let end = start + .seconds(plan.limit)
        var hasCome = plan.moment == .anytime
        var (lines, size) = (0, logSize)
        while !hasCome, ContinuousClock.now < end, daemon.isRunning {
            listen()
            let now = logSize
            if now > size { lines += 1 }
            size = now
            hasCome = self.hasCome(plan.moment, plan.count, lines: lines)
            if !hasCome { usleep(150) }
        }
        if let rotation, isReady {
            world.rotateLogs()
            if rotation == .told { daemon.send(SIGHUP) }
            hasRotated = true
        }
        let moment = plan.moment == .anytime ? end : min(.now + .seconds(plan.delay), end)
        while ContinuousClock.now < moment, daemon.isRunning {
            listen()
            usleep(100)
        }
        age = .now - start
        world.end { daemon.send(SIGKILL) }
        let code = daemon.wait()
        guard code == -SIGKILL else {
            throw Violation(.life, "the daemon ended by itself with \(code); its last words: \(lastWords)")
        }
        return hasCome
    }

    /// Waits for what is to come, at most so many seconds; false when it has not come.
    func wait(seconds: Double, for isDone: () throws -> Bool) throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            listen()
            if try isDone() { return true }
            guard daemon.isRunning else { break }
            usleep(readyAfter == nil ? 500 : 20_000)
        }
        return false
    }

    /// Asks for an orderly stop and waits for it.
    func stop() throws(Violation) {
        daemon.send(SIGTERM)
        let code = daemon.wait()
        guard code == 0 else {
            throw Violation(.life, "an orderly stop ended with \(code); its last words: \(lastWords)")
        }
    }

    var lastWords: String { log.split(separator: "\n").suffix(3).joined(separator: " | ") }

    /// Takes what the daemon has told the service manager.
    func listen() {
        while let message = manager.next() {
            if message == "READY=1", readyAfter == nil { readyAfter = .now - start }
        }
    }

    private func hasCome(_ moment: KillMoment, _ count: Int, lines: Int) -> Bool {
        switch moment {
        case .anytime: true
        case .database: FileManager.default.fileExists(atPath: world.files.state + "/campwatch.sqlite")
        case .ready: readyAfter != nil
        case .body: world.bodies >= before.bodies + count
        case .page: world.pages >= before.pages + count
        case .webhook: world.receiver.arrived >= before.webhooks + count
        case .line: lines >= count
        }
    }

    private var logSize: Int64 {
        var status = stat()
        return stat(world.files.state + "/alerts.jsonl", &status) == 0 ? Int64(status.st_size) : 0
    }
}

extension CrashWorld {
    var notifySocket: String { files.directory.file("notify") }
}
