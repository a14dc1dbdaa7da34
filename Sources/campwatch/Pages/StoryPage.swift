import Alerting
import NewsModel

/// A stored story as a page: what, where from, and what was found in it.
struct StoryPage {
    var story: Story
    var said: SaidLabels
    /// With the reason of each label that a person gave, and all that was ever said.
    var isWhy = false
    /// Display name of a party's id.
    var names: (String) -> String
    var terminal: Terminal

    var lines: [String] {
        let source = [
            story.feedTitle.safe, "\(TimeText.minute(story.published)) UTC", doubt,
            story.analysis.language.rawValue, revision,
            story.textSource == .page ? "text from its page" : nil,
            story.forgotten.map {
                "text and evidence removed on \(TimeText.minute($0).prefix(10)) (retention)"
            },
        ].compactMap(\.self)
        let page = AnalysisPage(
            title: story.title, text: story.text, analysis: story.analysis, said: said, isWhy: isWhy,
            names: names, terminal: terminal)
        return TextWrap.lines(story.headline.safe, width: terminal.readingWidth)
            .map { terminal.style($0, .bold) }
            + [terminal.style(source.joined(separator: " · "), .dim)]
            + [SafeText.link(story.link).map { terminal.style($0, .dim) }].compactMap(\.self)
            + heard + [""] + page.lines
    }

    /// What people have said about it.
    private var heard: [String] {
        let lines = isWhy ? said.history : said.lines
        guard !lines.isEmpty else { return [] }
        return ["", terminal.style("By hand", .bold)]
            + lines.flatMap { TextWrap.lines($0, width: terminal.readingWidth, indent: "  ") }
    }

    private var doubt: String? { story.isDateDoubted ? "the feed states an impossible date" : nil }

    private var revision: String? { story.revision > 1 ? "revision \(story.revision)" : nil }
}
