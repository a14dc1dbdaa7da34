import Alerting
import FoundationEssentials
import NewsModel
import Persistence

/// Who told what of a deal first, and how long before the others.
///
/// Outlets are owners of feeds: a publisher's second feed tells nothing first and carries nothing. Times are those of the
/// publishers where they can be believed; an outlet that has corrected itself is listed once more.
struct DealTimeline {
    /// One outlet's word.
    struct Step: Equatable {
        var time: Date
        /// Seconds after the first outlet.
        var delay: TimeInterval
        var story: StoryID
        var outlet: String
        var owner: String
        var language: Language
        /// What nobody had said before; empty where the outlet only repeats.
        var says: [Saying]
        /// Other owners whose feeds brought the same story.
        var carriers: [String]
    }

    /// A fact of a deal as an outlet states it.
    enum Saying: Hashable {
        case type(DealType)
        case status(DealStatus)
        case amount(Amount)
        case party(Party)
        case corrected(DealChange.Detail)
    }

    /// One sum as stated, with everyone who states it.
    struct Sum: Equatable {
        var amount: Amount
        var outlets: [Step]
    }

    private(set) var steps: [Step] = []
    /// In the order in which they were first stated.
    private(set) var sums: [Sum] = []

    init(_ details: DealDetails) {
        let reports = details.reports.sorted {
            ($0.story.published, $0.story.id) < ($1.story.published, $1.story.id)
        }
        guard let start = reports.first?.story.published else { return }
        var said: Set<Saying> = []
        var owners: Set<String> = []
        for item in reports {
            var step = Step(item, details.carriers[item.story.id] ?? [], since: start)
            step.says = Self.sayings(of: item.report).filter { said.insert($0).inserted }
            add(item.report, step)
            let isNew = owners.insert(step.owner).inserted
            if isNew || !step.says.isEmpty { steps.append(step) }
        }
        for change in details.changes { addCorrections(change, reports, details, since: start) }
        steps.sort { ($0.time, $0.story) < ($1.time, $1.story) }
    }

    /// The first step in each language, first to last.
    var languages: [Step] {
        var seen: Set<Language> = []
        return steps.filter { seen.insert($0.language).inserted }
    }

    private static func sayings(of report: DealReport) -> [Saying] {
        // A story that only mentions a deal says nothing of it by itself.
        guard report.isMain || !report.evidence.isEmpty else { return [] }
        return [.type(report.type), .status(report.status)] + (report.amount.map { [.amount($0)] } ?? [])
            + report.parties.map { .party($0) }
    }

    private mutating func add(_ report: DealReport, _ step: Step) {
        guard let amount = report.amount else { return }
        if let index = sums.firstIndex(where: { $0.amount == amount }) {
            if !sums[index].outlets.contains(where: { $0.owner == step.owner }) {
                sums[index].outlets.append(step)
            }
        } else {
            sums.append(Sum(amount: amount, outlets: [step]))
        }
    }

    private mutating func addCorrections(
        _ logged: LoggedChange, _ reports: [DealDetails.Item], _ details: DealDetails, since start: Date
    ) {
        let corrections = logged.change.details.filter {
            switch $0 {
            case .correctedAmount, .correctedVersion: true
            case .type, .status, .amount, .party, .side: false
            }
        }
        guard !corrections.isEmpty, let item = reports.first(where: { $0.story.id == logged.story }) else {
            return
        }
        var step = Step(item, details.carriers[item.story.id] ?? [], since: start)
        step.time = logged.time
        step.delay = logged.time.timeIntervalSince(start)
        step.says = corrections.map { .corrected($0) }
        steps.append(step)
    }
}

extension DealTimeline.Step {
    fileprivate init(_ item: DealDetails.Item, _ carriers: [DealDetails.Carrier], since start: Date) {
        let story = item.story
        let own = carriers.first { $0.feed == story.feed }?.owner ?? story.feedTitle
        self.init(
            time: story.published, delay: story.published.timeIntervalSince(start), story: story.id,
            outlet: story.feedTitle, owner: own, language: story.analysis.language, says: [],
            carriers: Set(carriers.map(\.owner)).subtracting([own]).sorted())
    }
}

extension DealTimeline.Saying {
    func text(names: (String) -> String) -> String {
        switch self {
        case .type(let type): Words.type(type)
        case .status(let status): status.rawValue
        case .amount(let amount): MoneyText.short(amount)
        case .party(let party): "\(party.role.rawValue.safe) \(names(party.id).safe)"
        case .corrected(let detail): detail.text(names: names)
        }
    }
}
