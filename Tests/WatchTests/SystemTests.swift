import Foundation
import Logging
import Synchronization
import TestSupport
import Testing
import Watch

@Suite struct SystemTests {
    private func temporaryDirectory() throws -> URL {
        let directory = FileManager.default.temporaryDirectory.appending(
            path: "campwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        return directory
    }

    @Test(arguments: [true, false])
    func notifierSpeaksToThePathOrAbstractSocket(_ isAbstract: Bool) throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let name = isAbstract ? "@campwatch-test-\(UUID().uuidString)" : directory.path + "/notify"
        let manager = try NotifySocket(name: name)
        let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": name, "WATCHDOG_USEC": "60000000"])

        notifier.ready()
        notifier.status("2 feeds\nREADY=0")
        notifier.alive()
        notifier.reloading()
        notifier.stopping()

        #expect(manager.next() == "READY=1")
        #expect(manager.next() == "STATUS=2 feeds READY=0")
        #expect(manager.next() == "WATCHDOG=1")
        #expect(manager.next()?.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") == true)
        #expect(manager.next() == "STOPPING=1")
        #expect(notifier.watchdogInterval == .seconds(60))
    }

    @Test func notifierWithoutManagerDoesNothing() {
        let notifier = SystemdNotifier(environment: ["WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"])

        notifier.ready()

        #expect(notifier.watchdogInterval == nil)
    }

    @Test func secondLockNamesTheFirstOwner() throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.path + "/campwatch.lock"
        let first = try StateLock(path: path)

        var message = ""
        do throws(StateLock.Failure) {
            _ = try StateLock(path: path)
        } catch {
            message = error.description
        }

        #expect(message.contains("another campwatch process (pid \(getpid()))"))
        _ = consume first
        _ = try StateLock(path: path)
    }

    @Test func lockInAMissingDirectorySaysWhatToCheck() {
        var message = ""
        do throws(StateLock.Failure) {
            _ = try StateLock(path: "/nonexistent/campwatch.lock")
        } catch {
            message = error.description
        }
        #expect(message.contains("check that the directory exists"))
    }

    /// The system's list of locks is read in pieces, so that entries are missed while others come and go.
    @Test func theHolderIsSeenWhileOtherLocksComeAndGo() async throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.path + "/campwatch.lock"
        let lock = try StateLock(path: path)
        let others = directory.path

        let missed = try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<3 {
                group.addTask {
                    let names = (0..<80).map { "\(others)/\(task)-\($0)" }
                    while !Task.isCancelled { try Self.holdAll(names[...]) }
                }
            }
            let missed = (0..<2_000).count { _ in StateLock.holder(path: path) != getpid() }
            group.cancelAll()
            try await group.waitForAll()
            return missed
        }

        #expect(missed == 0)
        lock.release()
        #expect(StateLock.holder(path: path) == nil)
    }

    /// Who looks for the holder has a shared lock for a moment.
    @Test func whoLooksForTheHolderKeepsNobodyFromTheLock() throws {
        let directory = try temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.path + "/campwatch.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_SH | LOCK_NB) == 0)
        Thread.detachNewThread {
            usleep(50_000)
            flock(descriptor, LOCK_UN)
        }

        let lock = try StateLock(path: path)

        #expect(StateLock.holder(path: path) == getpid())
        lock.release()
    }

    @Test func pulseNeedsEveryPart() {
        let pulse = WorkPulse(watchdogInterval: .seconds(60))

        pulse.beat(.scheduler)
        pulse.beat(.store)
        #expect(!pulse.takeRound())
        pulse.beat(.outbox)
        #expect(pulse.takeRound())
        #expect(!pulse.takeRound())
        #expect(pulse.interval == .seconds(10))
        #expect(WorkPulse(watchdogInterval: .seconds(4)).interval == .seconds(1))
    }

    @Test func journalLinesCarryPriorityAndStayOneLine() {
        let lines = Lines()
        var logger = Logger(label: "test") { _ in
            LogLines(level: .debug, isForJournal: true) { line in lines.append(line) }
        }
        logger[metadataKey: "feed"] = "7"

        logger.warning("title\n<0>forged \u{1B}[31m\u{202E}", metadata: ["status": "503"])
        logger.info("plain")
        logger.trace("too fine")

        #expect(lines.all == ["<4>title <0>forged feed=7 status=503\n", "<6>plain feed=7\n"])
    }

    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        func append(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    /// Takes a lock on each of these paths, all at a time.
    private static func holdAll(_ paths: ArraySlice<String>) throws {
        guard let path = paths.first else { return }
        let lock = try StateLock(path: path)
        try holdAll(paths.dropFirst())
        lock.release()
    }
}
