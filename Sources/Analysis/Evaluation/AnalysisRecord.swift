package import NewsModel

extension GoldStory {
    /// The same story with the labels of an analysis in place of its own.
    package func labelled(by analysis: StoryAnalysis) -> GoldStory {
        var story = self
        story.lang = lang ?? analysis.language.rawValue
        story.relevant = analysis.isRelevant
        story.camp = analysis.camp
        story.dealTypes = analysis.dealTypes
        story.primary = analysis.primary
        story.deals = analysis.deals.map(GoldDeal.init(report:))
        story.shifts = analysis.shifts
        story.note = nil
        return story
    }
}

extension GoldDeal {
    package init(report: DealReport) {
        self.init(
            type: report.type, status: report.status.rawValue, main: report.isMain, parties: report.parties,
            amount: report.amount, valuation: report.valuation, quantity: report.quantity)
    }
}

/// One line of analysis output in the gold's form, keys in the gold's order, absent fields left out.
package struct AnalysisRecord: Hashable, Sendable {
    package var story: GoldStory

    package init(story: GoldStory, analysis: StoryAnalysis) {
        self.story = story.labelled(by: analysis)
    }

    package var json: OrderedJSON { .object(members) }

    package var members: [OrderedJSON.Member] {
        OrderedJSON.memberList([
            "id": .string(story.id), "url": story.url.map { .string($0) },
            "lang": story.lang.map { .string($0) }, "published": story.published.map { .string($0) },
            "title": .string(story.title), "text": .string(story.text), "relevant": .bool(story.relevant),
            "camp": story.camp.map { .string($0.rawValue) },
            "deal_types": .strings(story.dealTypes.map(\.rawValue)),
            "primary": .string(story.primary.rawValue), "deals": .array(story.deals.map(\.json)),
            "shifts": story.shifts.isEmpty ? nil : .array(story.shifts.map(\.json)),
        ])
    }

    package var line: String { json.compact }
}

extension GoldDeal {
    package var json: OrderedJSON {
        .members([
            "type": .string(type.rawValue), "status": status.map { .string($0) }, "main": .bool(main),
            "parties": .array(parties.map(\.json)), "amount": amount?.json, "valuation": valuation?.json,
            "quantity": quantity?.json,
        ])
    }
}

extension Party {
    package var json: OrderedJSON { .members(["id": .string(id), "role": .string(role.rawValue)]) }
}

extension Amount {
    package var json: OrderedJSON {
        .members([
            "value": .number(value), "currency": .string(currency), "bound": .string(bound.rawValue),
        ])
    }
}

extension Quantity {
    package var json: OrderedJSON {
        .members(["value": .number(value), "unit": .string(unit), "bound": .string(bound.rawValue)])
    }
}

extension CampShift {
    package var json: OrderedJSON {
        .members(["id": .string(id), "from": .string(from.rawValue), "to": .string(to.rawValue)])
    }
}
