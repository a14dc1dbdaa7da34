import Analysis
import NewsModel
import Persistence

extension Listing {
    /// Companies, one a line.
    init(companies: [CompanyActivity], knowledge: CompanyKnowledge, _ terminal: Terminal) {
        table = TableFormatter(columns: [
            .init(title: "COMPANY", flexibleTo: 16), .init(title: "ID", flexibleTo: 12),
            .init(title: "CAMP"), .init(title: "DEALS", isRightAligned: true),
            .init(title: "OPEN", isRightAligned: true), .init(title: "CLOSED", isRightAligned: true),
            .init(title: "CHANGED"),
        ])
        rows = companies.map { company in
            let camp = knowledge.camp(of: company.id)
            return [
                .init(knowledge.name(of: company.id).safe), .init(company.id.safe, .dim),
                .init(camp?.safe ?? "–", camp.flatMap { Words.paint(Camp(rawValue: $0)) }),
                .init(String(company.deals)), .init(String(company.open)), .init(String(company.closed)),
                .init(TimeText.column(company.lastChanged, for: terminal), .dim),
            ]
        }
        csvHeader = ["id", "name", "camp", "deals", "open", "closed", "last_changed"]
        csvRows = companies.map { company in
            [
                company.id, knowledge.name(of: company.id), knowledge.camp(of: company.id) ?? "",
                String(company.deals), String(company.open), String(company.closed),
                TimeText.machine(company.lastChanged),
            ]
        }
        json = companies.map { company in
            .members([
                "id": .string(company.id), "name": .string(knowledge.name(of: company.id)),
                "camp": knowledge.camp(of: company.id).map { .string($0) },
                "deals": .integer(company.deals), "open": .integer(company.open),
                "closed": .integer(company.closed),
                "last_changed": .string(TimeText.machine(company.lastChanged)),
            ])
        }
    }
}
