import TestSupport

import Foundation

/// One invented entry with its serial number: it tells of a takeover, or that the takeover is off.
struct Telling: Hashable {
    enum Kind: String {
        case new, update
    }

    /// What a rule sends where, as `CrashWorld` configures it.
    struct Alarm: Hashable {
        var rule: String
        var sink: String
    }

    /// The column that prints it.
    var column: Int
    /// Counts the takeovers of a column from 0.
    var serial: Int
    var kind: Kind

    /// The entry's id in its feed, and the end of its link.
    var key: String { "\(column)-\(serial)-\(kind.rawValue)" }

    /// The telling whose key stands at the end of a link.
    init?(link: String) {
        let parts = link.split(separator: "/").last?.split(separator: "-") ?? []
        guard parts.count == 3, let column = Int(parts[0]), let serial = Int(parts[1]),
            let kind = Kind(rawValue: String(parts[2]))
        else { return nil }
        self.init(column: column, serial: serial, kind: kind)
    }

    init(column: Int, serial: Int, kind: Kind) {
        self.column = column
        self.serial = serial
        self.kind = kind
    }

    // MARK: Words

    private static let buyers = [
        "Nvidia", "OpenAI", "Anthropic", "Mistral AI", "Microsoft", "Amazon", "Google",
    ]

    /// Every second takeover is one of billions.
    private var isBig: Bool { serial.isMultiple(of: 2) }
    /// Rare, because a mail server is given one message a second.
    private var isMailed: Bool { isBig && serial % 7 >= 5 && buyer == "Nvidia" }
    private var buyer: String { Self.buyers[(serial + column) % Self.buyers.count] }
    private var target: String { InventedName.number(column * Column.mostSerials + serial) }
    private var sum: String { isBig ? "$\(2 + serial % 7) billion" : "$\(150 + 50 * (serial % 15)) million" }

    var title: String {
        switch kind {
        case .new: "\(buyer) acquires AI start-up \(target) for \(sum)"
        case .update: "\(buyer) calls off its acquisition of AI start-up \(target)"
        }
    }

    var text: String {
        switch kind {
        case .new:
            """
            \(buyer) announced that it acquires \(target) for \(sum). The start-up writes software for AI inference.
            """
        case .update:
            """
            \(buyer) has called off its acquisition of \(target), the two companies said. The start-up writes software \
            for AI inference.
            """
        }
    }

    /// What the rules of the world make of it: for each of these there must be exactly one outbox row.
    var alarms: [Alarm] {
        var alarms = [Alarm(rule: "all", sink: "log"), Alarm(rule: "all", sink: "desk")]
        if isBig { alarms.append(Alarm(rule: "big", sink: "log")) }
        if kind == .update { alarms.append(Alarm(rule: "off", sink: "desk")) }
        alarms.append(Alarm(rule: "few", sink: "slow"))
        if isMailed { alarms.append(Alarm(rule: "mail", sink: "mail")) }
        return alarms
    }
}

/// What one newsroom publishes, issue by issue: three takeovers each, and that two of the issue before are off.
///
/// An issue never repeats an older entry, so one that is lost is lost for good, as in a feed that moves fast.
struct Column {
    /// Takeovers in each issue.
    static let newOnes = 3
    /// Issues that there are names for.
    static let mostIssues = 150
    static let mostSerials = newOnes * mostIssues

    let number: Int

    func tellings(ofIssue issue: Int) -> [Telling] {
        let first = issue * Self.newOnes
        let new = (first..<first + Self.newOnes).map { Telling(column: number, serial: $0, kind: .new) }
        let off = (first - 2..<first).map { Telling(column: number, serial: $0, kind: .update) }
        return issue == 0 ? new : new + off
    }
}
