import Analysis
import Foundation
import NewsModel
import Watch

/// What is wrong with a feed, and what a person can do about it.
struct FeedProblem: Equatable {
    var what: String
    var advice: String

    /// Everything that is wrong with a feed, the worst first; empty when all is well.
    static func all(of feed: Feed) -> [FeedProblem] {
        let memory = feed.state.memory
        var problems = (memory.concerns ?? []).map {
            FeedProblem(what: $0.detail, advice: advice(for: $0.kind))
        }
        let isStopped = memory.concern(.retired) != nil || memory.concern(.quarantined) != nil
        if let error = feed.state.lastError, !isStopped {
            let count = feed.state.failureCount
            problems.append(
                FeedProblem(
                    what: count > 1 ? "\(error) (\(count) times in a row)" : error, advice: advice(for: feed))
            )
        }
        if feed.isPaused && !isStopped {
            problems.append(
                FeedProblem(
                    what: "it is paused", advice: "resume it with `campwatch feeds resume \(feed.id)`"))
        }
        if let move = memory.move, memory.concern(.duplicate) == nil {
            problems.append(
                FeedProblem(
                    what: "it redirects for good to \(move.to), seen on \(move.days.count) of 3 days",
                    advice: "nothing: the new address is adopted by itself"))
        }
        return problems
    }

    private static func advice(for kind: FeedConcern.Kind) -> String {
        switch kind {
        case .silent: "look at the site whether the feed has moved or stopped"
        case .otherTitle: "remove it when the address has a new owner; otherwise nothing"
        case .page: "find the feed with `campwatch feeds add` and the site's address"
        case .retired: "do as proposed, then remove it"
        case .duplicate: "remove one of the two"
        case .alternates: "look on the site for an address of each, and subscribe to those instead"
        case .rewritten: "nothing, unless it happens again and again: then tell the publisher"
        case .quarantined: "report the feed to campwatch's makers; resume it after an update"
        }
    }

    private static func advice(for feed: Feed) -> String {
        if let refused = feed.state.lastError.flatMap(PrivateAddress.init(error:)) {
            let blocks = (feed.allowedAddresses + [refused.address]).joined(separator: " ")
            return "if it is yours, open it to this feed with `campwatch feeds allow \(feed.id) \(blocks)`, "
                + "or to all feeds by allow_addresses in campwatch.toml (the installed service needs "
                + "`IPAddressAllow=\(refused.address)`, too: docs/operations.md); if not, remove the feed"
        }
        return switch feed.state.lastStatus {
        case nil: "nothing: it is tried again; if other feeds fail too, check this machine's network"
        case 401, 403: "open the address in a browser, and name a contact in campwatch.toml"
        case 404, 410:
            feed.state.memory.site.map { "find the new address with `campwatch feeds add \($0)`" }
                ?? "look for the feed's new address"
        case 429, 503: "nothing: it is left alone for as long as it asks"
        case .some(500...): "nothing: it is tried again"
        case .some: "look at the address in a browser"
        }
    }
}

extension FeedProblem {
    /// The problems of all feeds one below the other, for a terminal on which a table would have to cut them.
    static func page(of feeds: [Feed], for terminal: Terminal) -> String {
        let indent = "    "
        func folded(_ text: String, _ paint: Paint?) -> [String] {
            TextWrap.lines(wholeCommands(text.safe), width: terminal.readingWidth, indent: indent)
                .map { terminal.style($0.replacing("\u{A0}", with: " "), paint) }
        }
        return feeds.flatMap { feed -> [String] in
            let problems = all(of: feed)
            guard !problems.isEmpty else { return [] }
            let heading = TextWidth.pad(feed.id.description, to: indent.count - 1) + " "
            return [heading + terminal.style(feed.url.safe, .bold)]
                + problems.flatMap { folded($0.what, .red) + folded("→ " + $0.advice, nil) }
        }.map { $0 + "\n" }.joined()
    }
}

/// The text with its commands, which stand in backticks, made unbreakable.
private func wholeCommands(_ text: String) -> String {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .map { $0 % 2 == 1 ? String($1.replacing(" ", with: "\u{A0}")) : String($1) }
        .joined(separator: "`")
}

extension Listing {
    /// The problems of all feeds, one a line.
    init(problemsOf feeds: [Feed]) {
        let found = feeds.flatMap { feed in FeedProblem.all(of: feed).map { (feed: feed, problem: $0) } }
        table = TableFormatter(columns: [
            .init(title: "ID", isRightAligned: true), .init(title: "URL", flexibleTo: 16),
            .init(title: "WHAT IS WRONG", flexibleTo: 20), .init(title: "WHAT TO DO", flexibleTo: 20),
        ])
        rows = found.map { feed, problem in
            [
                .init(feed.id.description), .init(feed.url.safe, .dim), .init(problem.what.safe, .red),
                .init(problem.advice.safe),
            ]
        }
        csvHeader = ["id", "url", "problem", "advice"]
        csvRows = found.map { [$0.feed.id.description, $0.feed.url, $0.problem.what, $0.problem.advice] }
        json = found.map { feed, problem in
            .members([
                "id": .integer(Int(feed.id.rawValue)), "url": .string(feed.url),
                "problem": .string(problem.what), "advice": .string(problem.advice),
            ])
        }
    }
}
