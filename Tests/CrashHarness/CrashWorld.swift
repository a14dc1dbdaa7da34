import Foundation
import Synchronization
import TestSupport

/// Everything around the daemon that is killed: its files, five feeds of four newsrooms on as many addresses, two
/// receivers of webhooks, of which one is told little at a time, and a mail server.
final class CrashWorld {
    /// Alerts on their way to the receiver beyond which the feeds print nothing new: a storm would go as a summary.
    private static let mostWaiting = 40
    private static let columns = (0..<4).map(Column.init)
    /// Its feed has only teasers, so the daemon reads the pages.
    private static let columnWithPages = 3

    let files: NewsWorld
    let wires: [Wire]
    let receiver: Receiver
    /// Gets three alerts one by one each minute, and the others of the minute in a summary.
    let slow: Receiver
    /// Nil where there is no Python to run one.
    let mailbox: SMTPPeer?
    private let servers: [LoopbackServer]
    private let desk: LoopbackServer
    private let slowDesk: LoopbackServer
    private let site: Site

    init(seed: UInt64) throws {
        files = try NewsWorld([:])
        let site = Site(seed: seed)
        self.site = site
        let receiver = Receiver(seed: seed)
        self.receiver = receiver
        desk = try LoopbackServer { receiver.answer($0) { usleep(UInt32($0 * 1_000_000)) } }
        let slow = Receiver(seed: seed &+ 1)
        self.slow = slow
        slowDesk = try LoopbackServer { slow.answer($0) { usleep(UInt32($0 * 1_000_000)) } }
        mailbox = SMTPPeer.isAvailable ? try SMTPPeer() : nil
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
        slow.restart()
        mailbox?.forget()
    }

    /// Ends the daemon's life in one step with whatever the receivers do.
    func end(_ life: () -> Void) { receiver.end { slow.end(life) } }

    /// What the rules make of an entry here.
    func alarms(of telling: Telling) -> [Telling.Alarm] {
        telling.alarms.filter { mailbox != nil || $0.sink != "mail" }
    }

    /// Renames the alert logs as logrotate does it, but keeps every old file.
    func rotateLogs() {
        for name in ["alerts.log", "alerts.jsonl"] {
            let path = files.state + "/" + name
            let used = (2...).first { access("\(path).\($0)", F_OK) != 0 } ?? 2
            _ = rename(path + ".1", "\(path).\(used)")
            _ = rename(path, path + ".1")
        }
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
                [sinks.slow]
                type = "webhook"
                url = "\(slowDesk.url("/alerts"))"
                secret_file = "desk.secret"
                allow_addresses = ["127.0.0.1"]
                """ + (mailbox.map(Self.mail) ?? ""), to: "campwatch.toml")
        try files.write(Self.rules + (mailbox == nil ? "" : Self.mailRule), to: "rules.toml")
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
        [[rule]]
        name = "few"
        filter = ""
        sinks = ["slow"]
        rate_limit = "3/m"

        """

    private static let mailRule = """
        [[rule]]
        name = "mail"
        filter = "amount >= 7e9 USD and party = nvidia"
        sinks = ["mail"]
        """

    private static func mail(_ server: SMTPPeer) -> String {
        """

        [sinks.mail]
        type = "mail"
        host = "127.0.0.1"
        port = \(server.port)
        from = "campwatch@example.org"
        to = ["desk@example.org"]
        """
    }
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
