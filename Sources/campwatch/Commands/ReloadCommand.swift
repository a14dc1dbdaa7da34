import ArgumentParser
import NewsModel
import Watch

struct ReloadCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Make the running daemon read its configuration again, and say what is wrong with it.",
        discussion: """
            Ends with 1 when the old configuration stays in force, and with 69 when no
            daemon runs.

            EXAMPLES
              campwatch reload
            """)

    @OptionGroup var directories: DirectoryOptions

    func output(in context: CommandContext) async throws -> CommandOutput {
        let response: ControlResponse
        do throws(ControlClient.Failure) {
            response = try ControlClient(directories: directories.directories(in: context))
                .send(ControlRequest(.reload))
        } catch {
            throw error == .noDaemon ? Failure(.unavailable, error.description) : Failure(error)
        }
        guard response.ok else { throw Failure(.nothing, response.error ?? "refused without a reason") }
        return CommandOutput(lines: [(response.message ?? "done").safe])
    }
}
