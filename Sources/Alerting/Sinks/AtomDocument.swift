import FoundationEssentials
import NewsModel

/// An Atom feed (RFC 4287) of deals, written so that it can be read back without an XML parser.
struct AtomDocument: Equatable {
    /// One deal: what its element says, and what orders and names it.
    struct Entry: Equatable {
        /// `urn:uuid:…`, the same for a deal's life.
        var id: String
        /// ISO 8601 in UTC, so that texts sort as times do.
        var updated: String
        /// The lines between `<entry>` and `</entry>`.
        var lines: [String]
    }

    private(set) var entries: [Entry] = []

    /// The entry takes the place of the one with its id.
    mutating func add(_ entry: Entry) {
        entries.removeAll { $0.id == entry.id }
        entries.append(entry)
    }

    /// The newest first, and no more than `count`.
    mutating func keepNewest(_ count: Int) {
        entries = Array(entries.sorted { ($0.updated, $0.id) > ($1.updated, $1.id) }.prefix(count))
    }

    /// The whole document.
    var text: String {
        let updated = entries.map(\.updated).max() ?? Date(timeIntervalSince1970: 0).formatted(.iso8601)
        let head = Self.start + ["<updated>\(updated)</updated>"]
        let body = entries.flatMap { ["<entry>"] + $0.lines + ["</entry>"] }
        return (head + body + [Self.end]).joined(separator: "\n") + "\n"
    }

    private static let start = [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
        "<id>urn:uuid:6f0c4b1e-6d0a-8c3e-9a52-0c61d8f5ca07</id>", "<title>campwatch deals</title>",
        "<author><name>campwatch</name></author>", "<generator>campwatch</generator>",
    ]
    private static let end = "</feed>"
}

extension AtomDocument {
    /// Reads what `text` wrote; nil for anything else.
    ///
    /// Every value stands on a line of its own without line breaks, because that is how it is written.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        guard lines.starts(with: Self.start), lines.last == Self.end else { return nil }
        var open: [String]?
        for line in lines.dropFirst(Self.start.count + 1).dropLast() {
            switch (line, open) {
            case ("<entry>", nil): open = []
            case ("</entry>", .some(let lines)):
                guard let entry = Entry(lines: lines) else { return nil }
                entries.append(entry)
                open = nil
            case (_, .some(let lines)): open = lines + [line]
            default: return nil
            }
        }
        if open != nil { return nil }
    }
}

extension AtomDocument.Entry {
    fileprivate init?(lines: [String]) {
        func value(_ name: String) -> String? {
            let line = lines.first { $0.hasPrefix("<\(name)>") && $0.hasSuffix("</\(name)>") }
            return line.map { String($0.dropFirst(name.count + 2).dropLast(name.count + 3)) }
        }
        guard let id = value("id"), let updated = value("updated") else { return nil }
        self.init(id: id, updated: updated, lines: lines)
    }

    /// The deal as the alert found it.
    init(_ alert: Alert, names: (String) -> String) {
        let note = AlertNote(alert, names: names)
        func element(_ name: String, _ text: String) -> String { "<\(name)>\(ChatText.html(text))</\(name)>" }
        id = StableUUID.urn(of: alert.deal)
        updated = alert.time.formatted(.iso8601)
        lines = [
            element("id", id), element("title", note.headline), element("updated", updated),
            element("published", alert.deal.firstSeen.formatted(.iso8601)),
            note.link.map { "<link rel=\"alternate\" href=\"\(ChatText.html($0))\"/>" } ?? "",
            "<category term=\"\(ChatText.html(SafeText.line(alert.deal.type.rawValue, maxBytes: 40)))\"/>",
            "<category term=\"\(ChatText.html(SafeText.line(alert.deal.camp.rawValue, maxBytes: 40)))\"/>",
            "<content type=\"text\">\(ChatText.html(Self.content(note)))</content>",
        ].filter { !$0.isEmpty }
    }

    /// One line: paragraphs are not for a text that is read back by lines.
    private static func content(_ note: AlertNote) -> String {
        [note.change, note.title, note.outlets, "rule \(note.rule)"].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }
}
