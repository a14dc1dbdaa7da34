import Alerting
import ArgumentParser
import NewsModel
import Persistence
import Watch

struct LabelCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "label",
        abstract: "Say what a story is: relevant or not, its camp, what it announces.",
        discussion: """
            It holds at once and for every later version of the story, and goes into
            labels.jsonl in the state directory, from which `campwatch train` learns.
            Nothing is alerted. What is not named stays as the analysis has it.

            EXAMPLES
              campwatch label 1742 --camp open --primary investment
              campwatch label 1743 --not-relevant --why "a band named Llama"
              campwatch label 1744 --primary none
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

    func validate() throws {
        try FilterOptions.check(camp, "camp", FilterVocabulary.standard.camps)
        try FilterOptions.check(primary, "type of deal", FilterVocabulary.standard.dealTypes + ["none"])
        guard camp != nil || primary != nil || relevant || notRelevant else {
            throw ValidationError("say what the story is: --camp, --primary or --not-relevant.")
        }
        if notRelevant, camp != nil || primary != nil || relevant {
            throw ValidationError("a story that is not relevant has neither camp nor deals.")
        }
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
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
            They go into labels.jsonl, from which `campwatch train` learns, and stay as
            they are when the stories are analysed again.

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
        let label = StoryLabel(
            relevant: analysis.isRelevant, camp: analysis.isRelevant ? analysis.camp : nil,
            primary: analysis.isRelevant ? analysis.primary : nil)
        return try await directories.keep(label, of: story, remark, in: context)
    }
}

struct RejectCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Say that a deal is none.",
        discussion: """
            It is listed no more, its stories are labelled so (see `campwatch label`), and
            later stories that would tell of it raise no alert.

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

extension DirectoryOptions {
    fileprivate func keep(
        _ label: StoryLabel, of story: Int64, _ remark: RemarkOption, in context: CommandContext
    ) async throws -> CommandOutput {
        let request = ControlRequest(
            .labelStory, author: remark.author(in: context), reason: remark.why, story: story, label: label)
        return try await perform(request, in: context)
    }
}
