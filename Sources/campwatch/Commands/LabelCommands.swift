import Alerting
import Analysis
import ArgumentParser
import NewsModel
import Persistence
import Watch

struct LabelCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "label",
        abstract: "Say what a story is: relevant or not, its camp, what it announces.",
        discussion: """
            It holds at once and for every later version of the story, and `campwatch train`
            learns from it. Nothing is alerted. What is not named stays as the analysis has
            it; a deal that the story announces is of the camp that was said last. --clear
            takes back all that was said of the story; who said what and when
            is kept and shown by `campwatch story --why`.

            EXAMPLES
              campwatch label 1742 --camp open --primary investment
              campwatch label 1743 --not-relevant --why "a band named Llama"
              campwatch label 1744 --primary none
              campwatch label 1744 --clear
            """)

    @OptionGroup var directories: DirectoryOptions
    @OptionGroup var remark: RemarkOption

    @Argument(help: "Number of the story, as `campwatch stories` lists it.")
    var story: Int64

    @Option(help: "Camp that it strengthens: open, closed, mixed or none.")
    var camp: String?

    @Option(help: "Type of deal that it announces, or none.")
    var primary: String?

    @Flag(help: "It is about the industry.")
    var relevant = false

    @Flag(help: "It is not about the industry.")
    var notRelevant = false

    @Flag(help: "Take back all labels of the story: it is analysed anew.")
    var clear = false

    func validate() throws {
        let says = camp != nil || primary != nil || relevant
        guard !clear || !(says || notRelevant) else {
            throw ValidationError("--clear takes everything back and says nothing else.")
        }
        if clear { return }
        try FilterOptions.check(camp, "camp", FilterVocabulary.standard.camps)
        try FilterOptions.check(primary, "type of deal", FilterVocabulary.standard.dealTypes + ["none"])
        guard says || notRelevant else {
            throw ValidationError("say what the story is: --camp, --primary or --not-relevant; or --clear.")
        }
        if notRelevant, says {
            throw ValidationError("a story that is not relevant has neither camp nor deals.")
        }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        if clear { return try await directories.clear(story, remark, in: context) }
        let label = StoryLabel(
            relevant: notRelevant ? false : relevant ? true : nil, camp: camp.map(Camp.init(rawValue:)),
            primary: primary.map(DealType.init(rawValue:)))
        return try await directories.keep(label, of: story, remark, in: context)
    }
}

struct AcceptCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Say that the labels of a story are right.",
        discussion: """
            Relevance, camp and what it announces stay as they are when the stories are
            analysed again, and `campwatch train` learns from them and from the deals as
            `campwatch story` shows them. The camps of its deals stay as they are: only
            `campwatch label --camp` speaks of those. `campwatch label STORY --clear` takes
            it back.

            EXAMPLES
              campwatch accept 1742
            """)

    @OptionGroup var directories: DirectoryOptions
    @OptionGroup var remark: RemarkOption

    @Argument(help: "Number of the story, as `campwatch stories` lists it.")
    var story: Int64

    func output(in context: CommandContext) async throws -> CommandOutput {
        let store = try directories.store(in: context)
        guard
            let analysis = try await storeResult({ try await store.story(id: StoryID(rawValue: story)) })?
                .analysis
        else { throw Failure(.nothing, "no story \(story): `campwatch stories` lists what there is") }
        return try await directories.keep(
            StoryLabel(accepting: analysis), of: story, remark, in: context)
    }
}

struct RejectCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Say that a deal is none.",
        discussion: """
            It is listed no more, its stories are labelled so (see `campwatch label`), and
            later stories that would tell of it raise no alert. `campwatch unreject` takes
            it back.

            EXAMPLES
              campwatch reject 311 --why "a retold deal of 2019"
            """)

    @OptionGroup var directories: DirectoryOptions
    @OptionGroup var remark: RemarkOption

    @Argument(help: "Number of the deal, as `campwatch deals` lists it.")
    var deal: Int64

    func output(in context: CommandContext) async throws -> CommandOutput {
        try await directories.perform(
            ControlRequest(
                .rejectDeal, deal: deal, author: remark.author(in: context), reason: remark.why), in: context)
    }
}

struct UnrejectCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "unreject",
        abstract: "Say that a rejected deal is one after all.",
        discussion: """
            It is listed again with the stories that told of it, which are analysed anew.
            Nothing is alerted.

            EXAMPLES
              campwatch unreject 311 --why "it was signed after all"
            """)

    @OptionGroup var directories: DirectoryOptions
    @OptionGroup var remark: RemarkOption

    @Argument(help: "Number of the deal, as `campwatch reject` took it.")
    var deal: Int64

    func output(in context: CommandContext) async throws -> CommandOutput {
        let request = ControlRequest(
            .unrejectDeal, deal: deal, author: remark.author(in: context), reason: remark.why)
        return try await directories.say(request, in: context)
    }
}

extension DirectoryOptions {
    fileprivate func keep(
        _ label: StoryLabel, of story: Int64, _ remark: RemarkOption, in context: CommandContext
    ) async throws -> CommandOutput {
        let request = ControlRequest(
            .labelStory, author: remark.author(in: context), reason: remark.why, story: story, label: label)
        return try await say(request, in: context)
    }

    fileprivate func clear(
        _ story: Int64, _ remark: RemarkOption, in context: CommandContext
    ) async throws -> CommandOutput {
        let request = ControlRequest(
            .clearLabel, author: remark.author(in: context), reason: remark.why, story: story)
        return try await say(request, in: context)
    }

    /// Has a word kept, and those stories analysed again from which an earlier one had taken something.
    fileprivate func say(_ request: ControlRequest, in context: CommandContext) async throws -> CommandOutput
    {
        let changes = FeedChanges(directories: directories(in: context), now: context.now)
        let response = try await changes.respond(to: request) { store in
            await StoreCommands.perform(request, on: store, now: context.now)
        }
        guard response.ok else { throw Failure(.nothing, response.error ?? "refused without a reason") }
        let done = CommandOutput(lines: [(response.message ?? "done").safe])
        guard let stale = response.stale else { return done }
        let again = ControlRequest(.reanalyze, stories: stale)
        let config = directories(in: context).config
        let analysed = try await changes.respond(to: again) { store in
            do throws(LexiconErrors) {
                let analyzer = Analyzer(lexicon: try Lexicon.load(directory: config))
                return await Reanalysis(analyzer: analyzer, since: nil).answer(
                    to: again, on: store, now: context.now)
            } catch {
                return .failed(error.description)
            }
        }
        guard !analysed.ok else { return done }
        return CommandOutput(
            done.text,
            failure: Failure(
                .unavailable,
                "the story is not analysed anew yet, `campwatch reanalyze` does it: \(analysed.error ?? "")"))
    }
}
