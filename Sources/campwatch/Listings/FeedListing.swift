import Analysis
import Foundation
import NewsModel

extension Listing {
    /// Feeds, one a line, those in trouble in red.
    init(feeds: [Feed], now: Date) {
        table = TableFormatter(columns: [
            .init(title: "ID", isRightAligned: true), .init(title: "STATE"), .init(title: "LAST GOOD"),
            .init(title: "NEXT"), .init(title: "TITLE", flexibleTo: 16), .init(title: "URL", flexibleTo: 16),
        ])
        rows = feeds.map { Listing.cells($0, now: now) }
        csvHeader = [
            "id", "url", "title", "folder", "language", "state", "last_checked", "last_succeeded",
            "last_status", "last_error", "failure_count", "next_check", "next_check_reason",
        ]
        csvRows = feeds.map(Listing.fields)
        json = feeds.map(\.json)
    }

    private static func cells(_ feed: Feed, now: Date) -> [TableFormatter.Cell] {
        let condition = feed.condition
        return [
            .init(feed.id.description), .init(condition.rawValue, condition.paint),
            .init(feed.state.lastSucceeded.map { TimeText.relative($0, now: now) } ?? "never"),
            .init(feed.nextCheckText(now: now)), .init(feed.title.safe),
            .init(feed.url.safe, .dim),
        ]
    }

    private static func fields(_ feed: Feed) -> [String] {
        let state = feed.state
        return [
            feed.id.description, feed.url, feed.title,
            feed.folder, feed.language?.rawValue ?? "", feed.condition.rawValue,
            state.lastChecked.map(TimeText.machine) ?? "", state.lastSucceeded.map(TimeText.machine) ?? "",
            state.lastStatus.map { String($0) } ?? "", state.lastError ?? "",
            String(state.failureCount), state.nextCheck.map(TimeText.machine) ?? "",
            state.nextCheckReason,
        ]
    }
}

/// How a feed does, in one word.
enum FeedCondition: String {
    case fresh = "new"
    case good = "ok"
    case failing
    case paused

    var paint: Paint? {
        switch self {
        case .fresh: .cyan
        case .good: .green
        case .failing: .red
        case .paused: .dim
        }
    }
}

extension Feed {
    var condition: FeedCondition {
        if isPaused { return .paused }
        if state.failureCount > 0 { return .failing }
        return state.lastChecked == nil ? .fresh : .good
    }

    /// "due", "in 12 min", "–" when paused.
    func nextCheckText(now: Date) -> String {
        guard !isPaused else { return "–" }
        guard let next = state.nextCheck, next > now else { return "due" }
        return TimeText.relative(next, now: now)
    }

    var json: OrderedJSON {
        .members([
            "id": .integer(Int(id.rawValue)), "url": .string(url), "title": .string(title),
            "folder": .string(folder), "language": language.map { .string($0.rawValue) },
            "state": .string(condition.rawValue), "paused": .bool(isPaused),
            "last_checked": state.lastChecked.map { .string(TimeText.machine($0)) },
            "last_succeeded": state.lastSucceeded.map { .string(TimeText.machine($0)) },
            "last_status": state.lastStatus.map { .integer($0) },
            "last_error": state.lastError.map { .string($0) },
            "failure_count": .integer(state.failureCount),
            "next_check": state.nextCheck.map { .string(TimeText.machine($0)) },
            "next_check_reason": .string(state.nextCheckReason),
            "entity_tag": state.validators.entityTag.map { .string($0) },
            "last_modified": state.validators.lastModified.map { .string($0) },
        ])
    }
}
