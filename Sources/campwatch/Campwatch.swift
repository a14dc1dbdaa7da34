import ArgumentParser
import Foundation
import Watch

/// The companion of the daemon: asks its database, its control socket and its analyser.
@main
struct Campwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campwatch",
        abstract: "Ask what the AI industry's deals do for the open and the closed camp.",
        discussion: """
            campwatchd watches the feeds; campwatch shows what it found, and explains
            every label.

            EXAMPLES
              campwatch
              campwatch stories --camp open --since 7d
              campwatch deals --deal investment --party mistral-ai
              campwatch story 1742
              campwatch camps --by month --since 365d
              campwatch graph --cycles
              campwatch alerts --follow
              campwatch rules why 8dcdd00b0fe42520
              campwatch analyze article.txt

            EXIT CODES
              0   done
              1   nothing found, a check failed, or what was asked for was refused
              3   not a feed, a page without an article, or no text
              64  wrong use
              66  input that is missing or cannot be read, or no database yet
              69  database, daemon or web server unavailable
              73  a file cannot be written
              78  bad configuration

            Colour appears on a terminal only, and never when NO_COLOR is set. Times are
            UTC.
            """,
        version: Version.current,
        subcommands: [
            TodayCommand.self, StatusCommand.self, DoctorCommand.self, FeedsCommand.self, StoriesCommand.self,
            StoryCommand.self, DealsCommand.self, DealCommand.self, CampsCommand.self, GraphCommand.self,
            CompaniesCommand.self, CompanyCommand.self, LabelCommand.self, AcceptCommand.self,
            RejectCommand.self, UnrejectCommand.self, ReanalyzeCommand.self,
            AlertsCommand.self, RulesCommand.self, AnalyzeCommand.self, EvalCommand.self,
            TrainCommand.self, ExplainCommand.self, ReplayCommand.self, LexiconCommand.self,
            ReloadCommand.self, FeedsRefreshCommand.self, FeedsPauseCommand.self, FeedsResumeCommand.self,
            PageCommand.self, BackupCommand.self, RestoreCommand.self, ExportCommand.self, ImportCommand.self,
        ], defaultSubcommand: TodayCommand.self)

    static func main() async {
        do {
            var command = try parsed(Array(CommandLine.arguments.dropFirst()))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            Console.complain(failure.text)
            Foundation.exit(failure.code.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    /// The command that the arguments ask for; a word that is no command, or stands behind options, is told with what was meant.
    static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        do {
            return try parseAsRoot(arguments)
        } catch {
            // Help, the version and what Tab offers leave the parser as errors, too.
            guard exitCode(for: error) == .validationFailure,
                let slip = CommandSlip(arguments, below: self)
            else { throw error }
            throw Failure(.usage, slip.message)
        }
    }
}
