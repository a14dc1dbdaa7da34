package import Alerting

extension Daemon {
    /// What of the rules in force and of their sinks can have no effect, with its place.
    ///
    /// The files are those that the rules were read from; every mistake in them has been thrown before.
    package static func warnings(
        on rules: RuleSet, _ directories: Directories
    ) throws(ConfigurationError) -> [ConfigurationError.Problem] {
        let silent = rules.silentRules.map { rule in
            ConfigurationError.Problem(
                file: directories.rulesFile, line: rules.lines[rule.name],
                message:
                    "rule \"\(rule.name)\" raises nothing: the rule \"\(rule.stoppedBy)\" above stops at "
                    + "everything that it takes; move it up, or narrow the other")
        }
        let (configuration, document) = try Configuration.loadWithDocument(
            path: directories.configurationFile)
        let used = Set(rules.rules.filter(\.isEnabled).flatMap(\.sinks))
        let idle = configuration.sinks.keys.filter { !used.contains($0) }.sorted().map { name in
            ConfigurationError.Problem(
                file: directories.configurationFile,
                line: document?.line(section: "sinks." + name, key: nil),
                message:
                    "the sink \"\(name)\" gets nothing: no rule in force names it; add it to `sinks` of a rule"
            )
        }
        return silent + idle
    }
}
