import Foundation
import Synchronization
import TestSupport

/// A feed whose issues move on only when the daemon claims to have the last one.
///
/// A request with an issue's validators says that the issue is stored: only then the next one appears. So whatever was
/// served is served again until then, and what was claimed must be in the database for ever after.
final class Wire: Sendable {
    struct State {
        /// The issue that is printed, from 0.
        var issue = 0
        var isServed = false
        var isClaimed = false
        /// Prints nothing new any more.
        var isClosed = false
        var bodies = 0
    }

    let column: Column
    let path: String
    /// In front of an entry's key; mirrors have that of the newsroom.
    let links: String
    private let state: Mutex<State>
    private let dice: Mutex<Randomness>
    /// Of the first issue; the others follow by the minute, because an older story changes no deal.
    private let firstDate = Date(timeIntervalSinceNow: -86_400)

    init(column: Column, path: String, links: String, seed: UInt64) {
        self.column = column
        self.path = path
        self.links = links
        state = Mutex(State())
        dice = Mutex(Randomness(seed: seed))
    }

    var current: State { state.withLock { $0 } }

    func close() { state.withLock { $0.isClosed = true } }

    /// Everything printed so far begins anew, for a database that begins anew.
    func restart() { state.withLock { $0 = State(bodies: $0.bodies) } }

    /// Entries of the issues that the daemon says it has.
    var claimed: [Telling] {
        let state = current
        return (0..<state.issue + (state.isClaimed ? 1 : 0)).flatMap(column.tellings)
    }

    /// Entries of every issue that went out.
    var served: [Telling] {
        let state = current
        return (0..<state.issue + (state.isServed ? 1 : 0)).flatMap(column.tellings)
    }

    func answer(_ request: LoopbackRequest, mayGoOn: Bool) -> LoopbackReply {
        let (chance, delay) = dice.withLock {
            (Int.random(in: 0..<6, using: &$0), Double.random(in: 0...0.02, using: &$0))
        }
        let known = request.headers["If-None-Match"]
        let issue = state.withLock { state -> Int? in
            guard known == Self.tag(state.issue) else {
                state.isServed = true
                state.bodies += 1
                return state.issue
            }
            state.isClaimed = true
            guard mayGoOn, !state.isClosed, chance > 0, state.issue + 1 < Column.mostIssues else {
                return nil
            }
            state.issue += 1
            state.isServed = true
            state.isClaimed = false
            state.bodies += 1
            return state.issue
        }
        let headers: LoopbackHeaders = [
            "ETag": Self.tag(issue ?? current.issue), "Content-Type": "application/rss+xml",
        ]
        guard let issue else { return LoopbackReply(status: 304, headers: headers, delay: delay) }
        let body = Array(document(issue).utf8)
        // A third of the bodies come in two pieces, so that a kill may fall between them.
        let middle = body.count / 2
        return chance < 2
            ? .chunked([Array(body[..<middle]), Array(body[middle...])], headers: headers, pause: delay)
            : LoopbackReply(headers: headers, body: body, delay: delay)
    }

    private static func tag(_ issue: Int) -> String { "\"issue-\(issue)\"" }

    private func document(_ issue: Int) -> String {
        let date = firstDate.addingTimeInterval(Double(issue) * 60).formatted(.iso8601)
        let items = column.tellings(ofIssue: issue).map { telling in
            """
            <item><title>\(telling.title)</title><guid isPermaLink="false">\(telling.key)</guid>\
            <link>\(links)\(telling.key)</link><dc:date>\(date)</dc:date>\
            <description>\(telling.text)</description></item>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>\
            <title>Wire \(path)</title><link>http://127.0.0.1/</link><language>en</language>\
            \(items.joined())</channel></rss>
            """
    }
}
