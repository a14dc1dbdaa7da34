/// One hostile answer: a line of the table in `Tests/HOSTILE.md` as a URL.
package struct HostileRow: Sendable {
    /// What must become of a refresh.
    package enum Ending: Sendable, Equatable {
        /// It succeeds and brings so many stories.
        case stories(Int)
        /// It fails, and the stored error holds this text.
        case refused(String)
    }

    /// What an answer may depend on.
    struct Visit: Sendable {
        /// Counts the requests for this row from 0.
        let number: Int
        /// What follows the row's path, without its slash.
        let tail: String
        /// Address of a server that no reader may be led to, without a slash at its end.
        let inside: String
    }

    /// The number of the line in the table.
    package let number: Int
    package let name: String
    package let ending: Ending
    let answer: @Sendable (Visit) -> LoopbackReply

    init(
        _ number: Int, _ name: String, _ ending: Ending, answer: @escaping @Sendable (Visit) -> LoopbackReply
    ) {
        self.number = number
        self.name = name
        self.ending = ending
        self.answer = answer
    }

    /// `/hostile/03-billion-laughs`.
    package var path: String { "/hostile/\(number < 10 ? "0" : "")\(number)-\(name)" }
}

/// Serves the hostile answers, each at its path, and counts the visits.
package final class HostileSite: Sendable {
    package static let rows = HostileRow.markup + HostileRow.http + HostileRow.targets + HostileRow.content

    private let inside: String
    private let visits = VisitCounter()
    private let rowsByPath: [String: HostileRow]

    /// `inside` is the address of a server that nobody may be led to; it counts its connections.
    package init(inside: String) {
        self.inside = inside
        rowsByPath = Dictionary(Self.rows.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Nil for a path that is no row's.
    package func reply(to request: LoopbackRequest) -> LoopbackReply? {
        let parts = request.path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        guard parts.count >= 2, let row = rowsByPath["/\(parts[0])/\(parts[1])"] else { return nil }
        let tail = parts.count > 2 ? String(parts[2]) : ""
        return row.answer(HostileRow.Visit(number: visits.next(row.path), tail: tail, inside: inside))
    }
}
