import ArgumentParser
import CrashHarness
import Foundation
import Synchronization
import TestSupport

/// `make crash-test`: kills the daemon at random moments and proves that nothing is lost and nothing doubled.
@main
struct CampwatchCrash: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campwatch-crash",
        abstract: "Kills campwatchd at random moments and checks what is left.",
        discussion: """
            Feeds, receiver and files are real and live on this machine's loopback interface. docs/operations.md, \
            "After a kill", says what is promised.

            Exit codes: 0 every promise is kept (with --planted: every fault was caught), 1 one is not, 64 wrong options.
            """)

    @Option(help: "Kills; with --planted the most that one fault may take to be caught.")
    var rounds = 200

    @Option(help: "Where chance begins; the same seed plans the same kills (default: a new one).")
    var seed = UInt64.random(in: 0..<1_000_000)

    @Option(
        help: ArgumentHelp(
            "Kill the daemon of this build with faults planted in it, one after the other.",
            valueName: "folder"))
    var planted: String?

    @Flag(help: "Let the disk fill up or refuse calls instead of killing the daemon.")
    var disk = false

    @Option(
        help: ArgumentHelp("Of the disk's troubles only those whose names contain this.", valueName: "text"))
    var only = ""

    @Option(help: ArgumentHelp("Where the files of a broken promise are kept.", valueName: "folder"))
    var keep: String?

    func validate() throws {
        if !(1...100_000).contains(rounds) { throw ValidationError("--rounds must be from 1 to 100000.") }
    }

    func run() throws {
        if disk {
            try troubleDisk()
        } else if let planted {
            try tryFaults(in: URL(fileURLWithPath: planted))
        } else {
            try killAndCheck()
        }
    }

    private func troubleDisk() throws {
        let trials = DiskTrial.all.filter { only.isEmpty || $0.name.contains(only) }
        say("disk-test: \(trials.count) troubles, seed \(seed)")
        let waiting = Mutex(trials), failed = Mutex(0), done = DispatchSemaphore(value: 0)
        for _ in 0..<Self.sideBySide {
            // No queue's worker: its children would have all signals blocked.
            Thread.detachNewThread {
                while let trial = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
                    if let obstacle = DiskRun.obstacle(trial) {
                        say("  \(trial.name): SKIPPED, \(obstacle)")
                    } else if !endsWell(trial) {
                        failed.withLock { $0 += 1 }
                    }
                }
                done.signal()
            }
        }
        for _ in 0..<Self.sideBySide { done.wait() }
        let bad = failed.withLock { $0 }
        say(bad == 0 ? "disk-test: ok" : "disk-test: FAILED: \(bad) of \(trials.count) troubles ended badly")
        if bad > 0 { throw ExitCode.failure }
    }

    /// Trials of the disk at a time: they wait most of it.
    private static let sideBySide = 4

    /// Does one trial and tells how it went.
    private func endsWell(_ trial: DiskTrial) -> Bool {
        do {
            var run = try DiskRun(trial, seed: seed)
            do {
                try run.run()
                say("  \(trial.name): ok\n    \(run.outcome.line)")
                return true
            } catch {
                say("  \(trial.name): FAILED\n    \(error)")
                if let keep { try keepFiles(of: run.directory, in: keep + "/" + trial.name) }
            }
        } catch {
            say("  \(trial.name): FAILED\n    \(error)")
        }
        return false
    }

    private func killAndCheck() throws {
        say("crash-test: \(rounds) rounds, seed \(seed)")
        var run = try CrashRun(seed: seed)
        do {
            try run.run(rounds: rounds) { say($0.progress) }
            say(run.report.table)
            say("crash-test: ok, \(rounds) kills in \(Int(run.report.duration / .seconds(1))) s")
        } catch let violation as Violation {
            say(run.report.table)
            say("crash-test: FAILED in round \(run.report.rounds) with seed \(seed)")
            say("  \(violation)")
            if let keep { try keepFiles(of: run.directory, in: keep) }
            throw ExitCode.failure
        }
    }

    private func keepFiles(of directory: URL, in folder: String) throws {
        let place = URL(fileURLWithPath: folder)
        // What an earlier run left there.
        try? FileManager.default.removeItem(at: place)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        // Sockets cannot be copied, and nothing of interest is in them.
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory.path)
        where [".log", ".jsonl", ".toml", ".opml"].contains(where: name.hasSuffix) || name.contains(".sqlite")
        {
            let target = place.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: directory.appendingPathComponent(name), to: target)
        }
        say("  its files are in \(folder)")
    }

    private func tryFaults(in programs: URL) throws {
        say("crash-test: planted faults, \(rounds) rounds at most for each, seed \(seed)")
        let trial = PlantedTrial(programs: programs, seed: seed, mostRounds: rounds)
        guard try PlantedTrial.isPlanted(in: programs) else {
            say("crash-test: FAILED: the build in \(programs.path) has no faults planted")
            throw ExitCode.failure
        }
        var missed = 0
        for fault in PlantedTrial.faults {
            let outcome = try trial.run(fault)
            say("  \(fault.meaning): \(outcome.words)")
            if case .caught = outcome { continue }
            missed += 1
        }
        guard missed == 0 else {
            say("crash-test: FAILED: \(missed) of \(PlantedTrial.faults.count) faults were not caught")
            throw ExitCode.failure
        }
        say("crash-test: ok, all \(PlantedTrial.faults.count) planted faults were caught")
    }
}

/// Prints at once: whoever reads through a pipe must not wait for a full buffer.
private func say(_ text: String) {
    print(text)
    fflush(nil)
}

extension DiskRun.Outcome {
    fileprivate var line: String {
        let restarts = ends > 0 ? ", \(ends) lives more" : ""
        return "\(words)\n    all done \(Int(recovery / .seconds(1))) s after its end: "
            + "\(alerts) alerts, each once\(restarts)"
    }
}

extension PlantedTrial.Outcome {
    fileprivate var words: String {
        switch self {
        case .caught(let rounds, let violation):
            "caught in round \(rounds)\n    \(violation)"
        case .missed(let rounds): "NOT CAUGHT in \(rounds) rounds"
        case .other(let rounds, let violation):
            "NOT CAUGHT: something else broke in round \(rounds)\n    \(violation)"
        case .shownInPeace(let violation): "NOT CAUGHT by a kill: it shows without one\n    \(violation)"
        }
    }
}
