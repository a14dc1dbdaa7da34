import Alerting
import ArgumentParser
import Foundation
import NewsModel
import Persistence

/// What both stories and deals can be asked for.
struct FilterOptions: ParsableArguments {
    @Option(help: "Only this camp: open, closed, mixed or none.")
    var camp: String?

    @Option(help: "Only this type of deal: investment, acquisition, compute, release …")
    var deal: String?

    @Option(
        help: ArgumentHelp("Only with this company, as its id: mistral-ai.", valueName: "company"),
        completion: Completions.parties)
    var party: String?

    @Option(help: ArgumentHelp("Not older than this: 12h, 7d, 4w, 2026-11-01 (UTC).", valueName: "time"))
    var since: Since?

    @Option(help: "At most this many; 0 for all.")
    var limit = Limit(50)

    /// Checked against the shipped vocabulary, so that a slip of the pen is not an empty list.
    func validate() throws {
        let known = FilterVocabulary.standard
        try FilterOptions.check(camp, "camp", known.camps)
        try FilterOptions.check(deal, "type of deal", known.dealTypes)
    }

    var campFilter: Camp? { camp.map(Camp.init(rawValue:)) }
    var dealFilter: DealType? { deal.map(DealType.init(rawValue:)) }

    /// "Mistral AI" is taken for `mistral-ai`.
    var partyFilter: String? {
        party.map { $0.lowercased().split(separator: " ").joined(separator: "-") }
    }

    static func check(_ value: String?, _ what: String, _ known: [String]) throws {
        guard let value, !known.contains(value) else { return }
        throw ValidationError("unknown \(what) “\(value.safe)”; known are \(known.joined(separator: ", "))")
    }
}

extension Language: ExpressibleByArgument {
    package init?(argument: String) { self.init(tag: argument) }
}

extension DealStatus: ExpressibleByArgument {}

extension DealQuery.Order: ExpressibleByArgument {}

extension StoryQuery.Order: ExpressibleByArgument {}
