import FoundationEssentials
import NewsModel
import Synchronization

/// What all refreshes share when they read pages: the hosts' turns, the robots.txt, and what was read just now.
///
/// Two feeds of a publisher often carry a story in the same minute, and a database that refuses makes a refresh come
/// again soon: in both cases a page is not asked for twice.
final class PageDesk: Sendable {
    /// A page that was read and is better than its teaser.
    struct Page: Sendable {
        var text: String
        var published: Date?
        var language: Language?
    }

    /// Who may ask for a page.
    enum Claim: Sendable {
        /// Nobody else is at it: ask, then `settle` or `release`.
        case yours
        /// Another refresh is asking for it.
        case busy
        /// It was asked for just now; nil when it gave nothing better.
        case known(Page?)
    }

    private struct Note {
        /// Nil while somebody asks.
        var read: (page: Page?, at: ContinuousClock.Instant)?
    }

    /// How long a page is remembered: longer than refreshes under way take.
    private static let memory = Duration.seconds(900)
    private static let capacity = 200

    let gate: HostGate
    let robots = RobotsBook()
    private let notes = Mutex<[String: Note]>([:])

    init(gate: HostGate) { self.gate = gate }

    func claim(_ link: String, now: ContinuousClock.Instant) -> Claim {
        notes.withLock { notes in
            guard let note = notes[link] else {
                notes[link] = Note()
                return .yours
            }
            guard let read = note.read else { return .busy }
            if now - read.at < Self.memory { return .known(read.page) }
            notes[link] = Note()
            return .yours
        }
    }

    /// Says what a claimed page gave.
    func settle(_ link: String, _ page: Page?, now: ContinuousClock.Instant) {
        notes.withLock { notes in
            notes = notes.filter { _, note in note.read.map { now - $0.at < Self.memory } ?? true }
            if notes.count >= Self.capacity, let oldest = Self.oldest(notes) { notes[oldest] = nil }
            notes[link] = Note(read: (page, now))
        }
    }

    /// Gives up a claim without an answer.
    func release(_ link: String) {
        notes.withLock { notes in
            if let note = notes[link], note.read == nil { notes[link] = nil }
        }
    }

    private static func oldest(_ notes: [String: Note]) -> String? {
        notes.compactMap { link, note in note.read.map { (link, $0.at) } }.min { $0.1 < $1.1 }?.0
    }
}
