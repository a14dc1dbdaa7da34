import Analysis
import NewsModel
import Persistence

/// One deal as a page: who, how much, how far, and every report of it in the order in which they came.
struct DealPage {
    var details: DealDetails
    /// Display name of a party's id.
    var names: (String) -> String
    var terminal: Terminal

    var lines: [String] {
        heading + facts + [""] + DealTimeline(details).lines(names: names, terminal: terminal)
            + details.reports.flatMap(lines)
    }

    private var deal: Deal { details.deal }

    private var heading: [String] {
        [
            terminal.style("\(Words.type(deal.type)), deal \(deal.id)", .bold),
            terminal.style(
                "first seen \(TimeText.minute(deal.firstSeen)) UTC by \(deal.firstOutlet.safe)"
                    + " (\(deal.firstLanguage.rawValue)), changed \(TimeText.minute(deal.lastChanged)) UTC,"
                    + " \(deal.outletCount.counting("outlet"))", .dim),
        ] + details.notice.map { terminal.style($0, .red) } + [""]
    }

    private var facts: [String] {
        [
            terminal.fact("status", deal.status.rawValue, Words.paint(deal.status)),
            terminal.fact("camp", deal.camp.rawValue, Words.paint(deal.camp)) + campSource,
            terminal.fact("confidence", Words.confidence(deal.confidence)),
        ]
            + terminal.facts(
                parties: deal.parties, amount: deal.amount, valuation: deal.valuation,
                quantity: deal.quantity, names: names)
    }

    /// Whose word the camp is, if it is not the analysis'.
    private var campSource: String {
        guard let word = details.campWord, let story = word.story else { return "" }
        let who = word.author.isEmpty ? "by hand" : "said by \(word.author.safe)"
        return terminal.style("  \(who) of story \(story)", .dim)
    }

    private func lines(_ item: DealDetails.Item) -> [String] {
        let story = item.story
        let report = item.report
        let size = Words.size(amount: report.amount, quantity: report.quantity)
        let source = [
            "\(TimeText.minute(story.published)) UTC", story.feedTitle.safe,
            story.analysis.language.rawValue, "story \(story.id)", report.status.rawValue, size,
        ]
        let view = EvidenceView(title: story.title, text: story.text, terminal: terminal)
        return TextWrap.lines(story.headline.safe, width: terminal.readingWidth, indent: "  ")
            + [terminal.style("  " + source.filter { !$0.isEmpty }.joined(separator: " · "), .dim)]
            + view.lines(report.evidence) + [""]
    }
}

extension DealDetails {
    /// Why it is on no list, if it is on none.
    var notice: [String] {
        if isShelved { return ["listed no more: no story tells of it"] }
        guard isRejected else { return [] }
        guard let word = rejection else { return ["rejected by hand: it is listed no more"] }
        let author = word.author.isEmpty ? "" : " by \(word.author.safe)"
        return [
            "rejected on \(TimeText.minute(word.time)) UTC by hand\(author)"
                + (word.reason.isEmpty ? "" : ": \(word.reason.safe)") + "; it is listed no more"
        ]
    }

    /// The word that rejected it.
    private var rejection: Judgement? { isRejected ? judgements.last { $0.kind == .reject } : nil }

    /// What people have said about whether it is one, and its stories at that time; a line a moment.
    var judgementLines: [String] {
        var moments: [(word: Judgement, stories: [StoryID])] = []
        for word in judgements {
            let isSame = moments.last.map { $0.word.time == word.time && $0.word.kind == word.kind } ?? false
            if !isSame { moments.append((word, [])) }
            if let story = word.story { moments[moments.count - 1].stories.append(story) }
        }
        return moments.map { word, stories in
            let list = stories.map(\.description).joined(separator: ", ")
            let names = stories.isEmpty ? "" : " (\(stories.count == 1 ? "story" : "stories") \(list))"
            let what = word.kind == .reject ? "rejected the deal" : "took back the rejection"
            return "\(word.moment) \(what)\(names)" + (word.reason.isEmpty ? "" : ": \(word.reason.safe)")
        }
    }

    var json: OrderedJSON {
        guard case .object(let members) = deal.json else { return deal.json }
        return .object(
            members + campMembers + [.init(key: "reports", value: .array(reports.map(\.json)))]
                + DealTimeline(self).json
                + OrderedJSON.memberList([
                    "corrections": .array(corrections.map(\.json)), "rejected": rejection?.json,
                    "shelved": isShelved ? .bool(true) : nil,
                ]))
    }

    /// Whose word the camp is, and of which story.
    private var campMembers: [OrderedJSON.Member] {
        var word: OrderedJSON?
        if let said = campWord, case .object(let members) = said.json {
            let story = OrderedJSON.memberList(["story": said.story.map { .integer(Int($0.rawValue)) }])
            word = .object(story + members)
        }
        return OrderedJSON.memberList([
            "camp_source": .string(word == nil ? "analysis" : "person"), "camp_word": word,
        ])
    }
}

extension DealCorrection {
    fileprivate var json: OrderedJSON {
        .members([
            "time": .string(TimeText.machine(time)), "kind": .string(kind.rawValue),
            "deal": .integer(Int(deal.rawValue)), "other": .integer(Int(other.rawValue)),
            "stories": .array(stories.map { .integer(Int($0.rawValue)) }), "author": .string(author),
            "reason": .string(reason),
        ])
    }
}

extension DealDetails.Item {
    fileprivate var json: OrderedJSON {
        .members([
            "story": .integer(Int(story.id.rawValue)), "title": .string(story.title),
            "link": story.link.map { .string($0) }, "feed_title": .string(story.feedTitle),
            "language": .string(story.analysis.language.rawValue),
            "published": .string(TimeText.machine(story.published)),
            "reported": .string(TimeText.machine(time)), "report": report.json(withEvidence: true),
        ])
    }
}
