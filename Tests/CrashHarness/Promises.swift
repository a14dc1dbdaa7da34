import Foundation
import TestSupport

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
        case mails = "mails came, each alert's with one text"
        case held = "held alerts are told once, in summaries"
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
        counts[.webhooks] =
            try checkWebhooks(world.receiver, "desk") + checkWebhooks(world.slow, "slow")
        counts[.mails] = try checkMails()
        counts[.held] = try checkHeld()
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
        for row in found.outbox where row.summary == nil {
            guard let telling = row.telling else {
                throw Violation(.outbox, "alert \(row.alert) tells of nothing that was published")
            }
            let isHeld = row.state == "held" && row.sink == "slow"
            guard isHeld || row.state == "delivered" || row.state == "pending" && !isAtRest else {
                throw Violation(.outbox, "alert \(row.alert) for \(row.sink) is \(row.state)")
            }
            rows[telling, default: [:]][.init(rule: row.rule, sink: row.sink), default: 0] += 1
        }
        for telling in found.stories {
            let wanted = Dictionary(world.alarms(of: telling).map { ($0, 1) }, uniquingKeysWith: +)
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

    private func checkWebhooks(_ receiver: Receiver, _ sink: String) throws(Violation) -> Int {
        let book = receiver.current
        try checkArrived(.webhooks, sink, book.bodies, repeats: book.taken - book.bodies.count)
        guard Set(book.bodies.values).count == book.bodies.count else {
            throw Violation(.webhooks, "one body came under two ids")
        }
        return book.bodies.count
    }

    private func checkMails() throws(Violation) -> Int {
        guard let mailbox = world.mailbox else { return 0 }
        let mails: [SMTPPeer.Received]
        do { mails = try mailbox.received() } catch { throw .broken("reading the mails: \(error)") }
        var texts: [String: Set<String>] = [:]
        for mail in mails {
            // The time of sending is another at each attempt.
            let lines = mail.data.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("Date:") }
            guard let name = lines.first(where: { $0.hasPrefix("Message-ID: <") }) else {
                throw Violation(.mails, "a mail came without an id")
            }
            let id = name.dropFirst("Message-ID: <".count).prefix { $0 != "@" }
            texts[String(id), default: []].insert(lines.joined(separator: "\n"))
        }
        try checkArrived(.mails, "mail", texts, repeats: mails.count - texts.count)
        return texts.count
    }

    /// What is marked as sent must have come, nothing that is not stored, each id with one content.
    private func checkArrived<Content>(
        _ check: Violation.Check, _ sink: String, _ contents: [String: Set<Content>], repeats: Int
    ) throws(Violation) {
        let rows = found.outbox.filter { $0.sink == sink }
        for row in rows where row.state == "delivered" && contents[row.alert] == nil {
            throw Violation(check, "alert \(row.alert) is marked as delivered to \(sink), and never came")
        }
        let known = Set(rows.map(\.alert))
        for (id, contents) in contents {
            guard known.contains(id) else {
                throw Violation(check, "id \(id) came to \(sink), and is not in the outbox")
            }
            guard contents.count == 1 else {
                throw Violation(check, "id \(id) came with \(contents.count) different bodies")
            }
        }
        guard repeats <= kills else { throw Violation(check, "\(repeats) repeats after \(kills) kills") }
    }

    /// A held alert is told in one summary, and a summary tells what was held and nothing else.
    private func checkHeld() throws(Violation) -> Int {
        let held = found.outbox.filter { $0.state == "held" }
        var told = Dictionary(grouping: held.filter { $0.toldIn != nil }) { $0.toldIn ?? "" }
        let summaries = found.outbox.filter { $0.summary != nil }
        for row in summaries {
            guard let summary = row.summary, let alerts = told.removeValue(forKey: row.alert) else {
                throw Violation(.held, "summary \(row.alert) tells of nothing that was held")
            }
            guard summary.count == alerts.count, summary.ids.count == min(alerts.count, Self.mostListed),
                summary.ids.isSubset(of: alerts.map(\.alert))
            else {
                throw Violation(
                    .held,
                    "summary \(row.alert) counts \(summary.count) alerts and lists "
                        + "\(summary.ids.count); \(alerts.count) are told in it")
            }
        }
        if let stray = told.keys.first { throw Violation(.held, "summary \(stray) is not in the outbox") }
        // A summary may be late by the pause between two looks.
        let late = Date(timeIntervalSinceNow: -15)
        if isAtRest, let row = held.first(where: { $0.toldIn == nil && $0.notBefore < late }) {
            throw Violation(.held, "alert \(row.alert) was to be told at \(row.notBefore) and is not")
        }
        return summaries.count
    }

    /// Alerts that a summary lists at most.
    private static let mostListed = 100
}
