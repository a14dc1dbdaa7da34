/// A promise that was not kept, in words for whoever has to mend it.
package struct Violation: Error, CustomStringConvertible, Sendable {
    /// What is checked, as the table of a run lists it.
    package enum Check: String, CaseIterable, Sendable {
        case entries = "entries of delivered bodies are stored"
        case outbox = "one outbox row per rule, deal change and sink"
        case deals = "one deal per takeover"
        case json = "alerts stand once in alerts.jsonl"
        case text = "alerts stand once in alerts.log"
        case webhooks = "webhooks came, each id with one body"
        case database = "integrity and foreign key checks are clean"
        case ready = "the daemon is ready in time"
        case rest = "all work gets done in the end"
        case life = "the daemon ends only when it is told to"
        case synced = "what was not synced is written again"
        case harness = "the harness can do its work"
    }

    package let check: Check
    package let message: String

    init(_ check: Check, _ message: String) {
        self.check = check
        self.message = message
    }

    package var description: String { "\"\(check.rawValue)\" is broken: \(message)" }
}

/// Checks what a kill has left against everything that the world knows.
struct Promises {
    let world: CrashWorld
    let found: Inspection
    /// Kills since the database began.
    let kills: Int
    /// After an orderly stop nothing may be left to do.
    let isAtRest: Bool

    /// How many of each were looked at.
    func check() throws(Violation) -> [Violation.Check: Int] {
        var counts: [Violation.Check: Int] = [:]
        guard found.complaints.isEmpty else { throw Violation(.database, found.complaints[0]) }
        counts[.database] = 1
        counts[.entries] = try checkEntries()
        counts[.outbox] = try checkOutbox()
        counts[.deals] = try checkDeals()
        counts[.json] = try checkLog(.json, found.json, fragments: 0)
        counts[.text] = try checkLog(.text, found.text, fragments: kills)
        counts[.webhooks] = try checkWebhooks()
        return counts
    }

    private func checkEntries() throws(Violation) -> Int {
        var count = 0
        for wire in world.wires {
            let address = world.address(of: wire)
            for telling in isAtRest ? wire.served : wire.claimed {
                count += 1
                guard !found.entries.contains(.init(feed: address, key: telling.key)) else { continue }
                throw Violation(
                    .entries,
                    "entry \(telling.key) of \(address) is not stored, and the daemon has its validators")
            }
        }
        guard found.entryCount == found.entries.count, !isAtRest || count == found.entryCount else {
            throw Violation(
                .entries,
                "\(found.entryCount) rows for \(found.entries.count) entries, of which \(count) were sent")
        }
        return count
    }

    /// Every story stands there with all its alerts, since they are committed together.
    private func checkOutbox() throws(Violation) -> Int {
        var rows: [Telling: [Telling.Alarm: Int]] = [:]
        for row in found.outbox {
            guard let telling = row.telling else {
                throw Violation(.outbox, "alert \(row.alert) tells of nothing that was published")
            }
            guard row.state == "delivered" || row.state == "pending" && !isAtRest else {
                throw Violation(.outbox, "alert \(row.alert) for \(row.sink) is \(row.state)")
            }
            rows[telling, default: [:]][.init(rule: row.rule, sink: row.sink), default: 0] += 1
        }
        for telling in found.stories {
            let wanted = Dictionary(telling.alarms.map { ($0, 1) }, uniquingKeysWith: +)
            let there = rows.removeValue(forKey: telling) ?? [:]
            guard there == wanted else {
                throw Violation(
                    .outbox,
                    "entry \(telling.key) has the rows \(Self.words(there)), not \(Self.words(wanted))")
            }
        }
        if let stray = rows.first {
            throw Violation(.outbox, "entry \(stray.key.key) has alerts, but no story")
        }
        return found.outbox.count
    }

    private static func words(_ rows: [Telling.Alarm: Int]) -> String {
        "[" + rows.map { "\($0.rule) → \($0.sink): \($1)" }.sorted().joined(separator: ", ") + "]"
    }

    private func checkDeals() throws(Violation) -> Int {
        let wanted = found.stories.count { $0.kind == .new }
        guard found.deals == wanted else {
            throw Violation(.deals, "\(found.deals) deals for \(wanted) takeovers")
        }
        return found.deals
    }

    /// What is marked as sent must stand in the file, nothing may stand there twice, and nothing that is not stored.
    private func checkLog(
        _ check: Violation.Check, _ file: Inspection.LogFile, fragments: Int
    ) throws(Violation) -> Int {
        let rows = found.outbox.filter { $0.sink == "log" }
        for row in rows where row.state == "delivered" && file.alerts[row.alert] == nil {
            throw Violation(check, "alert \(row.alert) is marked as delivered, and is not there")
        }
        if let double = file.alerts.first(where: { $1 > 1 }) {
            throw Violation(check, "alert \(double.key) stands there \(double.value) times")
        }
        let known = Set(rows.map(\.alert))
        if let stray = file.alerts.keys.first(where: { !known.contains($0) }) {
            throw Violation(check, "alert \(stray) stands there, and is not in the outbox")
        }
        guard file.fragments.count <= fragments else {
            throw Violation(check, "a line of it is no alert: \(file.fragments[0])")
        }
        return file.alerts.count
    }

    private func checkWebhooks() throws(Violation) -> Int {
        let book = world.receiver.current
        let rows = found.outbox.filter { $0.sink == "desk" }
        for row in rows where row.state == "delivered" && book.bodies[row.alert] == nil {
            throw Violation(.webhooks, "alert \(row.alert) is marked as delivered, and never came")
        }
        let known = Set(rows.map(\.alert))
        for (id, bodies) in book.bodies {
            guard known.contains(id) else {
                throw Violation(.webhooks, "id \(id) came, and is not in the outbox")
            }
            guard bodies.count == 1 else {
                throw Violation(.webhooks, "id \(id) came with \(bodies.count) different bodies")
            }
        }
        guard Set(book.bodies.values).count == book.bodies.count else {
            throw Violation(.webhooks, "one body came under two ids")
        }
        guard book.taken - book.bodies.count <= kills else {
            throw Violation(.webhooks, "\(book.taken - book.bodies.count) repeats after \(kills) kills")
        }
        return book.bodies.count
    }
}
