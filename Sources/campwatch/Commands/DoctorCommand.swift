import Analysis
import ArgumentParser
import Watch

struct DoctorCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check daemon, files, disk, clock, names, feeds and alerts, and say what to do.",
        discussion: """
            Ends with 0 when all is well and with 1 when anything is a warning or a
            problem, so that Nagios, Icinga, monit or cron can call it; the first line is a
            summary. It changes nothing, and asks no server but the name servers. Run it as
            the daemon's user, a member of its group, or root.

            EXAMPLES
              campwatch doctor
              campwatch doctor --format json | jq -r '.findings[].remedy // empty'
            """)

    @OptionGroup var directories: DirectoryOptions

    @Option(help: "How to print it.")
    var format: PageFormat = .text

    func output(in context: CommandContext) async throws -> CommandOutput {
        let diagnosis = Diagnosis(directories: directories.directories(in: context), now: context.now)
        let page = DoctorPage(findings: await diagnosis.findings(), terminal: context.terminal)
        let text = format == .json ? page.json.pretty + "\n" : page.lines.map { $0 + "\n" }.joined()
        return CommandOutput(text, failure: page.isWell ? nil : Failure(.nothing, page.summary))
    }
}
