import ArgumentParser
import NewsModel
import Persistence

struct StoriesCommand: PrintingCommand {
    static let configuration = CommandConfiguration(
        commandName: "stories",
        abstract: "List stories, newest first unless told otherwise.",
        discussion: """
            Only stories about the AI model industry are listed; --all lists the others
            too. All filters must hold.

            EXAMPLES
              campwatch stories --since 7d --camp open
              campwatch stories --party hugging-face --lang zh-Hant
              campwatch stories --where 'deal in (investment, compute) and amount >= 500M USD'
              campwatch stories --text '"open weights" licence' --format csv > stories.csv
              campwatch stories --since 1d --format jsonl | jq -r .title
              campwatch stories --columns id,feed_title,title --format markdown
            """)

    @OptionGroup var directories: DirectoryOptions
    @OptionGroup var filter: FilterOptions
    @OptionGroup var condition: WhereOption

    @Option(help: ArgumentHelp("Only in this language.", valueName: "tag"))
    var lang: Language?

    @Option(
        help: ArgumentHelp(
            "With all these words, or \"quoted phrases\", in title or text.", valueName: "words"))
    var text: String?

    @Flag(exclusivity: .exclusive, help: "Which stories: about the industry (the default), or every one.")
    var scope: Scope = .relevant

    @Option(help: "What stands first; confidence is the camp's.")
    var sort: StoryQuery.Order = .published

    @OptionGroup var list: ListOptions

    enum Scope: String, EnumerableFlag {
        case relevant, all
    }

    func output(in context: CommandContext) async throws -> CommandOutput {
        var query = StoryQuery(
            camp: filter.campFilter, dealType: filter.dealFilter, party: filter.partyFilter, language: lang,
            since: filter.since?.date(now: context.now), isRelevant: scope == .relevant ? true : nil,
            text: text, order: sort, limit: filter.limit.asked)
        let store = try directories.store(in: context)
        let condition = try await condition.condition(directories, store, in: context)
        if let condition { query = try await condition.narrowed(query, in: store) }
        let stories = try await storeResult { [query] in
            try await store.stories(query, where: condition?.holdsForStory)
        }
        let (shown, isCut) = filter.limit.cut(stories)
        var listing = Listing(stories: shown, for: context.terminal)
        listing.isCut = isCut
        guard stories.isEmpty else { return try listing.output(list, for: context.terminal, ifEmpty: "") }
        let message = try await directories.emptiness(
            filter.partyFilter, store, in: context,
            else: "no story matches: widen the filters, or add --all")
        return try listing.output(list, for: context.terminal, ifEmpty: message)
    }
}
