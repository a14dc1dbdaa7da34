package import FoundationEssentials
package import NewsModel

/// The deal that a story is about, with what spoke for it.
package struct DealMatch: Hashable, Sendable {
    package struct Reason: Hashable, Sendable, Codable {
        package var name: String
        package var weight: Double

        package init(name: String, weight: Double) {
            self.name = name
            self.weight = weight
        }
    }

    package var deal: Deal
    package var reasons: [Reason]
}

/// Tells whether two stories report the same deal, and what the later one adds.
///
/// Two reports of one story are never the same deal, unless they name the same parties: the caller leaves out the
/// candidates that the story has already been matched with.
package struct DealMatcher: Sendable {
    /// After this a deal is no longer told of.
    package static let longestSilence: TimeInterval = 400 * 86_400
    /// A story that is older than a deal by more tells of another.
    private static let longestLead: TimeInterval = 30 * 86_400
    /// Purchases wait for authorities and listings for markets; of other deals less is heard.
    private static let commonSilence: TimeInterval = 200 * 86_400

    /// From which score a story tells of a deal.
    package static let enough = DealLikeness.enough

    package init() {}

    /// The deal among `candidates` that a story, published at `published`, tells of.
    ///
    /// Without a report the story only mentions a deal that is known; it never makes one.
    package func match(
        _ report: DealReport?, in sketch: StorySketch, published: Date, candidates: [Deal]
    ) -> DealMatch? {
        var best: (match: DealMatch, score: Double)?
        for deal in candidates where Self.isInTime(published, deal) {
            guard let likeness = DealLikeness(deal, to: sketch, report: report, published: published),
                likeness.isSame
            else { continue }
            let isBetter =
                best.map { (likeness.score, $0.match.deal.id.rawValue) > ($0.score, deal.id.rawValue) }
                ?? true
            if isBetter { best = (DealMatch(deal: deal, reasons: likeness.reasons), likeness.score) }
        }
        return best?.match
    }

    private static func isInTime(_ published: Date, _ deal: Deal) -> Bool {
        let silence = published.timeIntervalSince(deal.marks?.lastTold ?? deal.lastChanged)
        return silence <= Self.silence(of: deal) && deal.firstSeen.timeIntervalSince(published) <= longestLead
    }

    private static func silence(of deal: Deal) -> TimeInterval {
        let waits: Set<DealType> = [.acquisition, .restructuring, .jointVenture]
        return waits.contains(deal.type) ? longestSilence : commonSilence
    }
}
