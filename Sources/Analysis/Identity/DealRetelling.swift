import FoundationEssentials
package import NewsModel

/// One story's report of a deal as it is stored, to tell the deal anew from.
package struct ToldReport: Sendable {
    package var story: Story
    package var report: DealReport

    package init(story: Story, report: DealReport) {
        self.story = story
        self.report = report
    }
}

/// Deals put together and taken apart by hand.
extension DealMatcher {
    /// The deal that some reports tell of, in the order in which they were published; nil without any.
    ///
    /// A report that only mentions the deal does not begin it while another does.
    package func retell(_ id: DealID, from reports: [ToldReport]) -> Deal? {
        let ordered = reports.enumerated().sorted {
            ($0.element.story.published, $0.offset) < ($1.element.story.published, $1.offset)
        }.map(\.element)
        let start = ordered.firstIndex { $0.report.isMain && !$0.report.parties.isEmpty } ?? 0
        guard ordered.indices.contains(start) else { return nil }
        let first = ordered[start]
        var deal = Self.makeDeal(
            id: id, report: first.report, in: first.sketch, camp: first.story.analysis.camp,
            published: first.story.published, outlet: first.story.feedTitle,
            language: first.story.analysis.language)
        var told: Set<StoryID> = [first.story.id]
        for (index, item) in ordered.enumerated() where index != start {
            // Another side of what the story has just told.
            guard told.insert(item.story.id).inserted else { continue }
            let (later, _) = merge(
                item.report, in: item.sketch, camp: item.story.analysis.camp, into: deal,
                at: item.story.published, isKnown: { _ in false })
            deal = later
        }
        if let earliest = ordered.first, earliest.story.published < deal.firstSeen {
            deal.firstSeen = earliest.story.published
            deal.firstOutlet = earliest.story.feedTitle
            deal.firstLanguage = earliest.story.analysis.language
        }
        return deal
    }

    /// One deal of two that a person says are the same: `deal` stays and takes over what it lacks.
    package static func united(_ deal: Deal, with other: Deal) -> Deal {
        var whole = deal
        if deal.type == .partnership, other.type != .partnership {
            whole.type = other.type
            whole.parties = other.parties
        }
        for party in deal.parties + other.parties
        where !whole.parties.contains(where: { $0.id == party.id }) && whole.parties.count < mostParties {
            whole.parties.append(party)
        }
        let later = other.lastChanged > deal.lastChanged ? other : deal
        let isEnded = [deal.status, other.status].contains(.cancelled)
        whole.status =
            isEnded ? later.status : rank(other.status) > rank(deal.status) ? other.status : deal.status
        whole.amount = deal.amount ?? other.amount
        whole.valuation = deal.valuation ?? other.valuation
        whole.quantity = deal.quantity ?? other.quantity
        whole.confidence = max(deal.confidence, other.confidence)
        if deal.camp == .neither { whole.camp = other.camp }
        if other.firstSeen < deal.firstSeen {
            whole.firstSeen = other.firstSeen
            whole.firstOutlet = other.firstOutlet
            whole.firstLanguage = other.firstLanguage
        }
        whole.lastChanged = later.lastChanged
        whole.marks = (deal.marks ?? DealMarks()).united(with: other.marks ?? DealMarks())
        whole.marks?.sounds = sounds(of: whole.parties)
        return whole
    }
}

extension DealMarks {
    fileprivate func united(with other: DealMarks) -> DealMarks {
        var sketch = StorySketch()
        sketch.sums = other.sums
        sketch.quantities = Set(other.quantities)
        sketch.versions = Set(other.versions)
        sketch.rounds = Set(other.rounds)
        var marks = self
        let told = [lastTold, other.lastTold].compactMap(\.self).max()
        if let told { marks.add(sketch, at: told) }
        marks.amountSince = [amountSince, other.amountSince].compactMap(\.self).max()
        return marks
    }
}

extension ToldReport {
    /// What the report and its story show of the deal without being analysed anew.
    fileprivate var sketch: StorySketch {
        var sketch = StorySketch().narrowed(to: report)
        sketch.versions = StorySketch.versions(ofTitle: story.title)
        sketch.rounds = StorySketch.rounds(of: story.title + "\n" + story.text)
        return sketch
    }
}
