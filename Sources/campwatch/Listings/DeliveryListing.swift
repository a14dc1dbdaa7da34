import Analysis
import NewsModel
import Persistence

extension Listing {
    /// Outbox rows, one a line.
    init(deliveries: [ListedDelivery], for terminal: Terminal) {
        table = TableFormatter(columns: [
            .init(title: "ALERT"), .init(title: "RAISED"), .init(title: "SINK"), .init(title: "STATE"),
            .init(title: "TRIES", isRightAligned: true), .init(title: "NEXT"),
            .init(title: "RULE", flexibleTo: 8, dropsBelow: Terminal.wide),
            .init(title: "LAST ERROR", flexibleTo: 12),
        ])
        rows = deliveries.map { item in
            [
                .init(item.alert.safe), .init(TimeText.column(item.createdAt, for: terminal), .dim),
                .init(item.sink.safe), .init(item.state.rawValue), .init(String(item.attempts)),
                .init(item.nextAttempt.map { TimeText.column($0, for: terminal) } ?? "", .dim),
                .init((item.rule ?? "").safe, .dim), .init(item.trouble.safe),
            ]
        }
        csvHeader = [
            "alert", "raised", "sink", "state", "attempts", "next_attempt", "rule", "last_error",
            "unreadable",
        ]
        csvRows = deliveries.map { item in
            [
                item.alert, TimeText.machine(item.createdAt), item.sink, item.state.rawValue,
                String(item.attempts), item.nextAttempt.map(TimeText.machine) ?? "", item.rule ?? "",
                item.lastError ?? "", item.unreadable ?? "",
            ]
        }
        json = deliveries.map { item in
            .members([
                "alert": .string(item.alert), "raised": .string(TimeText.machine(item.createdAt)),
                "sink": .string(item.sink), "state": .string(item.state.rawValue),
                "attempts": .integer(item.attempts),
                "next_attempt": item.nextAttempt.map { .string(TimeText.machine($0)) },
                "rule": item.rule.map { .string($0) }, "last_error": item.lastError.map { .string($0) },
                "unreadable": item.unreadable.map { .string($0) },
            ])
        }
    }
}

extension ListedDelivery {
    /// What went wrong with it, in a word or two.
    fileprivate var trouble: String {
        lastError ?? (unreadable == nil ? "" : "the stored alert cannot be read")
    }
}
