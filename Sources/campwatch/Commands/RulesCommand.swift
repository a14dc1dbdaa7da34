import Alerting
import ArgumentParser
import NewsModel
import Watch

struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check rules, try one on the stored history, and see why an alert was raised.",
        discussion: """
            Rules stand in rules.toml; docs/rules.md explains them.

            EXAMPLES
              campwatch rules check
              campwatch rules test big-open-deal --since 30d
              campwatch rules why 8dcdd00b0fe42520
            """,
        subcommands: [RulesCheckCommand.self, RulesTestCommand.self, RulesWhyCommand.self])
}

struct RulesCheckCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell every mistake in the rules and in the files that they refer to.",
        discussion: """
            Each mistake stands on a line of its own as file:line:column. Ends with 78 when
            there is one, and with 66 when there is no rules.toml. A rule that never raises
            an alert, because one above with `stop = true` takes everything it could, and a
            sink that no rule names are warnings, which leave the exit code 0.

            EXAMPLES
              campwatch rules check --config ./config && systemctl reload campwatchd
            """)

    @OptionGroup var directories: DirectoryOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        let set = try directories.rules(in: context)
        let warnings: [ConfigurationError.Problem]
        do {
            warnings = try Daemon.warnings(on: set, directories.directories(in: context))
        } catch {
            throw Failure(.configuration, error.description)
        }
        let count = set.rules.count(where: \.isEnabled)
        let others = set.rules.count > count ? ", \(set.rules.count - count) not enabled" : ""
        let verdict = warnings.isEmpty ? "nothing wrong" : warnings.count.counting("warning")
        return CommandOutput(
            lines: warnings.map { "warning: \($0)".safe }
                + ["\(count.counting("rule")) in force\(others), \(verdict)"])
    }
}

extension DirectoryOptions {
    /// The rules, or every mistake in them.
    func rules(in context: CommandContext) throws -> RuleSet {
        let directories = directories(in: context)
        guard InputFile.exists(directories.rulesFile) else {
            throw Failure(.noInput, "no \(directories.rulesFile): name its directory with --config")
        }
        do {
            return try Daemon.rules(directories)
        } catch {
            throw Failure(.configuration, error.description)
        }
    }
}
