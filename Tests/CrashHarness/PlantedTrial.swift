package import Foundation

/// Tries whether the harness finds a fault that is planted in a build of the daemon.
package struct PlantedTrial: Sendable {
    /// A fault by the name that the build knows, and the checks that must find it.
    package struct Fault: Sendable {
        package let name: String
        package let meaning: String
        let checks: Set<Violation.Check>
    }

    /// Those of `PlantedFault` in the sources.
    package static let faults = [
        Fault(
            name: "validators-first", meaning: "validators saved before the entries", checks: [.entries]),
        Fault(
            name: "marked-first", meaning: "marked as sent before it was sent",
            checks: [.json, .text, .webhooks, .mails]),
        Fault(name: "no-sync", meaning: "marked as sent before it was synced", checks: [.json, .text]),
        Fault(name: "no-read-back", meaning: "alerts.jsonl not read back at start", checks: [.json]),
    ]

    /// How a trial went.
    package enum Outcome: Sendable {
        case caught(rounds: Int, Violation)
        case missed(rounds: Int)
        /// Something else broke, which proves nothing.
        case other(rounds: Int, Violation)
        /// It shows without any kill, so no kill proved it.
        case shownInPeace(Violation)
    }

    let programs: URL
    let seed: UInt64
    let mostRounds: Int

    package init(programs: URL, seed: UInt64, mostRounds: Int) {
        self.programs = programs
        self.seed = seed
        self.mostRounds = mostRounds
    }

    /// First a life without a kill, in which the fault must not show, then kills until it does.
    package func run(_ fault: Fault) throws -> Outcome {
        let build = CrashRun.Build(programs: programs, environment: [Self.variable: fault.name])
        do {
            var calm = try CrashRun(seed: seed, build: build)
            try calm.run(rounds: 0)
        } catch let violation as Violation {
            return .shownInPeace(violation)
        }
        var run = try CrashRun(seed: seed, build: build)
        do {
            try run.run(rounds: mostRounds)
            return .missed(rounds: mostRounds)
        } catch let violation as Violation {
            let rounds = run.report.rounds
            return fault.checks.contains(violation.check)
                ? .caught(rounds: rounds, violation) : .other(rounds: rounds, violation)
        }
    }

    /// The environment variable that names the fault.
    private static let variable = "CAMPWATCH_PLANTED_FAULT"

    /// Whether a daemon knows planted faults at all: its program then holds the variable's name.
    package static func isPlanted(in programs: URL) throws -> Bool {
        let daemon = try Data(
            contentsOf: programs.appendingPathComponent("campwatchd"), options: .mappedIfSafe)
        return daemon.range(of: Data(variable.utf8)) != nil
    }
}
