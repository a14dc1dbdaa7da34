import ArgumentParser
import CoreMetrics
import Foundation
import Logging
import Watch

/// The daemon's command line: reads flags, composes the daemon, and turns what goes wrong into an exit code.
@main
struct Campwatchd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campwatchd",
        abstract: "Watches news feeds about the AI industry and raises alerts on deals.",
        discussion: """
            Runs in the foreground until SIGTERM or SIGINT; SIGHUP reloads the configuration and reopens the alert logs.

            Directories not given by an option are those of systemd (CONFIGURATION_DIRECTORY, STATE_DIRECTORY, \
            LOGS_DIRECTORY, RUNTIME_DIRECTORY), else ./config and ./state, else those of the installed service.

            Exit codes: 0 done, 1 every feed failed or alerts were not delivered (--once), or the daemon cannot work, \
            64 wrong options, \
            75 another campwatch process works on the state directory, 78 an error in the configuration.
            """,
        version: Version.current)

    @Option(help: ArgumentHelp("Where campwatch.toml, feeds.opml and the rest are read.", valueName: "dir"))
    var config: String?

    @Option(help: ArgumentHelp("Where the database and the alert logs are kept.", valueName: "dir"))
    var state: String?

    @Flag(help: "Refresh the feeds that are due, deliver what is pending, and exit.")
    var once = false

    @Flag(help: "Check every configuration file, print what is wrong with file and line, and exit.")
    var checkConfig = false

    @Option(
        help: ArgumentHelp(
            "Least level that is logged: trace, debug, info, notice, warning, error or critical.",
            valueName: "level"),
        transform: level)
    var logLevel = Logger.Level.info

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let directories = Directories(config: config, state: state, environment: environment)
        if checkConfig { throw check(directories) }
        LoggingSystem.bootstrap { _ in LogLines(level: logLevel, environment: environment) }
        MetricsSystem.bootstrap(PrometheusRegistry(help: DaemonMetrics.help))
        let logger = Logger(label: "campwatchd")
        do {
            if once {
                let daemon = try Daemon(directories: directories, environment: environment, logger: logger)
                if try await !daemon.runOnce() { throw ExitCode.failure }
            } else {
                try await Daemon.run(directories: directories, environment: environment, logger: logger)
            }
        } catch let code as ExitCode {
            throw code
        } catch {
            throw report(error, logger)
        }
    }

    @Sendable
    private static func level(_ name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\"\(name)\" is no level; choose one of \(known)")
        }
        return level
    }

    private func check(_ directories: Directories) -> ExitCode {
        let problems = Daemon.check(directories)
        for problem in problems { print(problem) }
        if problems.isEmpty { print("OK: \(directories.config)") }
        return problems.isEmpty ? .success : ExitCode(EX_CONFIG)
    }

    private func report(_ error: any Error, _ logger: Logger) -> ExitCode {
        switch error {
        case let error as ConfigurationError:
            for problem in error.problems { logger.critical("\(problem)") }
            return ExitCode(EX_CONFIG)
        case StateLock.Failure.held:
            logger.critical("\(error)")
            return ExitCode(EX_TEMPFAIL)
        default:
            logger.critical("\(error)")
            return .failure
        }
    }
}
