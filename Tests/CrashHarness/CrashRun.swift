package import Foundation
import TestSupport

/// Kills the real daemon again and again and checks after each kill that nothing is lost and nothing doubled.
///
/// DESIGN. One world with real feeds, a real receiver and the daemon's real files. A round is one life of the daemon
/// that ends with SIGKILL, and a look at what it left. Every 20 rounds the world comes to rest: the feeds print nothing
/// new, the daemon lives until all work is done and is stopped in good order, and the whole account must be even. Then
/// all begins anew with an empty database, so that its making is among what is killed.
package struct CrashRun {
    /// Which build of the daemon is killed.
    package struct Build: Sendable {
        package var programs: URL
        package var environment: [String: String]

        package init(programs: URL = DaemonProcess.programs, environment: [String: String] = [:]) {
            self.programs = programs
            self.environment = environment
        }
    }

    private static let roundsOfDatabase = 20
    /// What the slowest machine may take until all work is done, in seconds.
    private static let patience = 90.0

    private let build: Build
    private let world: CrashWorld
    private let manager: NotifySocket
    private var random: Randomness
    private var killsOfDatabase = 0
    /// The daemon reads one old file of each log back: a second rotation before the marks of that are made is too much.
    private var mayRotate = true
    package private(set) var report: CrashReport

    package init(seed: UInt64, build: Build = Build()) throws {
        self.build = build
        world = try CrashWorld(seed: seed)
        manager = try NotifySocket(name: world.notifySocket)
        random = Randomness(seed: seed)
        report = CrashReport(seed: seed)
    }

    /// Configuration, state and logs of the world.
    package var directory: URL { world.files.directory.url }

    /// Kills the daemon so many times, and lets it finish at the end and from time to time; with none it only works.
    package mutating func run(rounds: Int, progress: (CrashReport) -> Void = { _ in }) throws {
        let start = ContinuousClock.now
        defer { report.duration = .now - start }
        for round in 0..<rounds {
            if killsOfDatabase == Self.roundsOfDatabase {
                try comeToRest()
                progress(report)
                try world.restart()
                killsOfDatabase = 0
            }
            report.rounds = round + 1
            try killOnce()
        }
        try comeToRest(atIssue: rounds == 0 ? 2 : 0, tellsAll: rounds >= Self.roundsOfDatabase)
        try report.checkReadiness()
    }

    private mutating func killOnce() throws {
        let plan = KillMoment.plan(isFirst: killsOfDatabase == 0, &random)
        let life = try Life(world, manager, build)
        let rotation =
            mayRotate && Int.random(in: 0..<3, using: &random) == 0
            ? Life.Rotation.allCases.randomElement(using: &random) : nil
        let hasCome = try life.kill(plan, rotation: rotation)
        if life.hasRotated { report.rotations += 1 }
        killsOfDatabase += 1
        report.killed(plan.moment, hasCome: hasCome, readyAfter: life.readyAfter, age: life.age)
        let found = try look()
        mayRotate = !found.waitsForRotatedLines
        _ = try Promises(world: world, found: found, kills: killsOfDatabase, isAtRest: false).check()
        try release(found.paused)
    }

    /// Lets the daemon finish, stops it, and checks the whole account; `issue` is how far each feed gets before.
    ///
    /// With `tellsAll` also the held alerts of the minute are told, which takes a minute at most.
    private mutating func comeToRest(atIssue issue: Int = 0, tellsAll: Bool = false) throws {
        let life = try Life(world, manager, build)
        let wires = world.wires
        _ = try life.wait(seconds: Self.patience) { wires.allSatisfy { $0.current.issue >= issue } }
        for wire in wires { wire.close() }
        let isDone = try life.wait(seconds: Self.patience) {
            // First, because what is read may bring alerts.
            let isRead = wires.allSatisfy { $0.current.isClaimed }
            // A file that is busy just now is not at rest.
            guard life.readyAfter != nil, let now = try? Inspection.atWork(world.files.state) else {
                return false
            }
            try release(now.paused)
            return isRead && now.pending == 0 && (!tellsAll || now.untold == 0)
        }
        guard isDone else {
            let waiting = wires.filter { !$0.current.isClaimed }.map(\.path)
            throw Violation(
                .rest,
                "after \(Int(Self.patience)) s feeds are unread (\(waiting.joined(separator: ", "))) or alerts wait; "
                    + "the daemon's last words: \(life.lastWords)")
        }
        try life.stop()
        report.started(readyAfter: life.readyAfter)
        let found = try look()
        report.add(try Promises(world: world, found: found, kills: killsOfDatabase, isAtRest: true).check())
        let book = world.receiver.current
        report.repeats += book.taken - book.bodies.count
        report.told += found.outbox.count { $0.toldIn != nil }
        report.fragments += found.text.fragments.count
    }

    private mutating func look() throws -> Inspection {
        report.inspections += 1
        return try Inspection(world.files.state, copy: world.files.directory.file("inspection"))
    }

    /// A feed in the middle of whose reading two lives in a row have ended is quarantined by the next; a person
    /// releases it.
    private mutating func release(_ feeds: [String]) throws {
        for feed in feeds {
            let tool = Process()
            tool.executableURL = DaemonProcess.programs.appendingPathComponent("campwatch")
            tool.arguments = [
                "feeds", "resume", feed, "--config", world.files.config, "--state", world.files.state,
            ]
            tool.standardOutput = FileHandle.nullDevice
            try tool.run()
            tool.waitUntilExit()
            guard tool.terminationStatus == 0 else {
                throw Violation(
                    .rest, "`campwatch feeds resume \(feed)` failed with \(tool.terminationStatus)")
            }
            report.releases += 1
        }
    }
}
