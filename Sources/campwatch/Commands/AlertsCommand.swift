import ArgumentParser

struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Show alerts, follow them, and see how they reached their sinks.",
        discussion: """
            Without a subcommand, `list` is meant.

            EXAMPLES
              campwatch alerts --since 1d
              campwatch alerts --follow
              campwatch alerts deliveries --sink desk --status pending
              campwatch alerts retry 0123456789abcdef
              campwatch alerts disable desk
              campwatch alerts enable desk
            """,
        subcommands: [
            AlertsListCommand.self, AlertsDeliveriesCommand.self, AlertsRetryCommand.self,
            AlertsDisableCommand.self, AlertsEnableCommand.self,
        ],
        defaultSubcommand: AlertsListCommand.self)
}
