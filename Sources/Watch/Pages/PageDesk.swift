import FoundationEssentials
import NewsModel
import Synchronization

/// What all refreshes share when they read pages: the hosts' turns, the robots.txt, and pages not stored yet.
final class PageDesk: Sendable {
    /// A page that was read and is better than its teaser.
    struct Page: Sendable {
        var text: String
        var published: Date?
        var language: Language?
    }

    /// Pages kept for a database that refuses; more are asked for again.
    private static let capacity = 200

    let gate: HostGate
    let robots = RobotsBook()
    private let unstored = Mutex<[String: Page]>([:])

    init(gate: HostGate) { self.gate = gate }

    /// A page that was read in a refresh whose transaction failed: it is not asked for twice.
    func page(at url: String) -> Page? { unstored.withLock { $0[url] } }

    func keep(_ page: Page, at url: String) {
        unstored.withLock { if $0.count < Self.capacity { $0[url] = page } }
    }

    /// The pages are in the database now.
    func stored(_ urls: [String]) {
        guard !urls.isEmpty else { return }
        unstored.withLock { pages in
            for url in urls { pages[url] = nil }
        }
    }
}
