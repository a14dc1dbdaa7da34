import FeedParsing
import FoundationEssentials
import HTTPTransfer
import Synchronization

/// What the sites' robots.txt say, each asked for once a day (RFC 9309, 2.4).
///
/// In memory only: after a restart the few sites whose pages are wanted are asked again.
final class RobotsBook: Sendable {
    /// What asking for a robots.txt gave.
    enum Answer: Sendable {
        case file(RobotsFile)
        /// 4xx: the site has none, so everything may be asked for.
        case missing
        /// 5xx, 429 or no answer: nothing may be asked for until there is one.
        case unreachable
    }

    private struct State {
        var notes: [String: Note] = [:]
        /// Of all notes.
        var size = 0

        mutating func set(_ note: Note?, of origin: String) {
            size += (note?.size ?? 0) - (notes[origin]?.size ?? 0)
            notes[origin] = note
        }
    }

    struct Note: Sendable {
        var file: RobotsFile
        var isValidUntil: Date
        /// The last answer that was one, for the time of an outage.
        var lastRead: RobotsFile?
        var unreachableSince: Date?

        /// `lastRead` shares its memory with `file`, unless that is one of the constants.
        var size: Int { max(file.size, lastRead?.size ?? 0) }
    }

    private static let day: TimeInterval = 86_400
    /// How long a site that does not answer is left alone.
    private static let pause: TimeInterval = 3_600
    /// A site that never gives its robots.txt counts as one without (RFC 9309, 2.3.1.4).
    private static let longestOutage: TimeInterval = 30 * day
    /// Sites remembered; the ones that expire first go first.
    private static let capacity = 5_000
    /// Bytes that all of them may take: usual files have a few dozen rules, hostile ones ten thousands.
    private static let mostBytes = 32 << 20

    private let state = Mutex(State())

    /// What a site said within a day; nil when it must be asked.
    func file(for origin: String, now: Date) -> RobotsFile? {
        state.withLock { state in
            state.notes[origin].flatMap { $0.isValidUntil > now ? $0.file : nil }
        }
    }

    func take(_ answer: Answer, of origin: String, now: Date) -> RobotsFile {
        state.withLock { state in
            let note = Self.note(after: answer, state.notes[origin], now: now)
            state.set(note, of: origin)
            while state.notes.count > Self.capacity || state.size > Self.mostBytes,
                let oldest = state.notes.lazy.filter({ $0.key != origin }).min(by: {
                    $0.value.isValidUntil < $1.value.isValidUntil
                })
            {
                state.set(nil, of: oldest.key)
            }
            return note.file
        }
    }

    static func note(after answer: Answer, _ known: Note?, now: Date) -> Note {
        switch answer {
        case .file(let file):
            return Note(file: file, isValidUntil: now.addingTimeInterval(day), lastRead: file)
        case .missing:
            return Note(
                file: .allowingAll, isValidUntil: now.addingTimeInterval(day), lastRead: .allowingAll)
        case .unreachable:
            let since = known?.unreachableSince ?? now
            let isOver = now.timeIntervalSince(since) >= longestOutage
            let file = known?.lastRead ?? .allowingNothing
            return Note(
                file: isOver ? .allowingAll : file, isValidUntil: now.addingTimeInterval(pause),
                lastRead: known?.lastRead, unreachableSince: since)
        }
    }
}
