import Foundation
import Synchronization
import TestSupport

/// Everything around the daemon that is killed: its files, five feeds of four newsrooms on as many addresses, and a
/// receiver of webhooks.
final class CrashWorld {
    /// Alerts on their way to the receiver beyond which the feeds print nothing new: a storm would go as a summary.
    private static let mostWaiting = 40
    private static let columns = (0..<4).map(Column.init)
    /// Its feed has only teasers, so the daemon reads the pages.
    private static let columnWithPages = 3

    let files: NewsWorld
    let wires: [Wire]
    let receiver: Receiver
    private let servers: [LoopbackServer]
    private let desk: LoopbackServer
    private let site: Site

    init(seed: UInt64) throws {
        files = try NewsWorld([:])
        let site = Site(seed: seed)
        self.site = site
        let receiver = Receiver(seed: seed)
        self.receiver = receiver
        desk = try LoopbackServer { receiver.answer($0) { usleep(UInt32($0 * 1_000_000)) } }
        // Several hosts, because the daemon asks one host one thing at a time.
        let servers = try Self.columns.map { column in
            try LoopbackServer(address: "127.0.0.\(column.number + 1)") { site.answer($0) }
        }
        self.servers = servers
        let columns = Self.columns + [Self.columns[0]]
        wires = columns.indices.map { index in
            let column = columns[index]
            return Wire(
                column: column, path: "/wire-\(index).xml",
                links: servers[column.number].url("/story/"), seed: seed &+ UInt64(index))
        }
        site.open(wires) { [wires] in
            let due = wires.dropLast().flatMap(\.served).reduce(0) { count, telling in
                count + telling.alarms.count { $0.sink == "desk" }
            }
            return due - receiver.different <= Self.mostWaiting
        }
        try configure()
    }

    /// Pages asked for so far.
    var pages: Int { site.pages }
    var bodies: Int { wires.reduce(0) { $0 + $1.current.bodies } }

    func address(of wire: Wire) -> String {
        // The mirror of the first newsroom lives beside the second.
        let isMirror = wire === wires.last
        return servers[isMirror ? 1 : wire.column.number].url(wire.path)
    }

    /// Throws away the daemon's files and prints from the first issue on.
    func restart() throws {
        try FileManager.default.removeItem(atPath: files.state)
        try FileManager.default.createDirectory(atPath: files.state, withIntermediateDirectories: true)
        for wire in wires { wire.restart() }
        receiver.restart()
    }

    private func configure() throws {
        let outlines = wires.map { wire in
            let pages = wire.column.number == Self.columnWithPages ? "auto" : "never"
            return #"<outline type="rss" xmlUrl="\#(address(of: wire))" fullText="\#(pages)"/>"#
        }
        try files.write(#"<opml version="2.0"><body>\#(outlines.joined())</body></opml>"#, to: "feeds.opml")
        try files.write("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", to: "desk.secret")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: files.config + "/desk.secret")
        try files.write(
            NewsWorld.settings.replacingOccurrences(of: #"maximum = "2s""#, with: #"maximum = "1s""#) + """

                [sinks.desk]
                type = "webhook"
                url = "\(desk.url("/alerts"))"
                secret_file = "desk.secret"
                allow_addresses = ["127.0.0.1"]
                """, to: "campwatch.toml")
        try files.write(Self.rules, to: "rules.toml")
    }

    /// What `Telling.alarms` expects.
    private static let rules = """
        [[rule]]
        name = "all"
        filter = ""
        sinks = ["log", "desk"]
        [[rule]]
        name = "big"
        filter = "amount >= 1e9 USD"
        [[rule]]
        name = "off"
        filter = "status = cancelled"
        on = "update"
        sinks = ["desk"]
        """
}

/// What the servers of all newsrooms answer: feeds, and the pages of entries.
private final class Site: Sendable {
    private struct State {
        var wires: [Wire] = []
        var mayGoOn: @Sendable () -> Bool = { true }
        var pages = 0
        var dice: Randomness
    }

    private let state: Mutex<State>

    init(seed: UInt64) { state = Mutex(State(dice: Randomness(seed: seed))) }

    var pages: Int { state.withLock { $0.pages } }

    func open(_ wires: [Wire], mayGoOn: @escaping @Sendable () -> Bool) {
        state.withLock { state in
            state.wires = wires
            state.mayGoOn = mayGoOn
        }
    }

    func answer(_ request: LoopbackRequest) -> LoopbackReply {
        let (wires, mayGoOn) = state.withLock { ($0.wires, $0.mayGoOn) }
        if let wire = wires.first(where: { $0.path == request.path }) {
            return wire.answer(request, mayGoOn: mayGoOn())
        }
        guard let telling = Telling(link: request.path) else { return LoopbackReply(status: 404) }
        let delay = state.withLock { state in
            state.pages += 1
            return Double.random(in: 0.01...0.08, using: &state.dice)
        }
        return LoopbackReply(headers: ["Content-Type": "text/html"], text: page(telling), delay: delay)
    }

    private func page(_ telling: Telling) -> String {
        """
        <html><body><article><h1>\(telling.title)</h1><p>\(telling.text)</p><p>Engineers of both sides will work in one \
        building from the summer on, and customers keep their contracts. Nobody is to lose a job, the two said, and the \
        offices in three towns stay where they are.</p></article></body></html>
        """
    }
}
