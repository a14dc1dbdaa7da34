import FoundationEssentials

/// What a page says of its article, each fact from the first place that states it.
struct ArticleMetadata {
    private let tree: PageTree
    private let head: PageHead
    private let linked: LinkedData
    private let found: String?

    init(_ tree: PageTree, _ head: PageHead, _ linked: LinkedData, url: String?) {
        self.tree = tree
        self.head = head
        self.linked = linked
        found = url
    }

    var siteName: String? {
        head.meta("og:site_name", "application-name") ?? linked.publisher ?? head.meta("twitter:site")
    }

    var language: String? {
        head.language ?? linked.language
            ?? head.meta("og:locale", "content-language", "language", "inlanguage")?.replacing("_", with: "-")
    }

    var url: String? {
        let own = [head.canonical, head.meta("og:url"), linked.url].compactMap { $0 }
        return own.lazy.compactMap { URLResolver.webLink($0, base: found) }.first
            ?? found.flatMap {
                $0.isEmpty ? nil : $0
            }
    }

    // MARK: Title

    /// The headline; titles of the window lose the name of the site behind a dash or bar.
    var title: String? {
        let declared = linked.headline ?? head.meta("og:title", "twitter:title", "dc.title", "headline")
        let window = String(decoding: head.title, as: UTF8.self)
        let lines = [declared, onlyHeadline, window.isEmpty ? nil : window].compactMap { $0 }
        let title = lines.lazy.map { withoutSite(PlainText.line($0, type: .html)) }.first { !$0.isEmpty }
        guard let title, let headline = onlyHeadline else { return title }
        // Search engines are given shortened headlines, readers the whole.
        let isCut = title.hasSuffix("…") || title.hasSuffix("...")
        let stem = title.trimming { $0 == "…" || $0 == "." || $0.isWhitespace }
        return isCut && headline.hasPrefix(stem) ? headline : title
    }

    /// The text of the page's only first-level heading.
    private var onlyHeadline: String? {
        let headings = tree.nodes.indices.lazy.filter { tree.nodes[$0].name == "h1" }.prefix(4)
            .map { tree.line($0) }.filter { !$0.isEmpty }
        let texts = Array(headings)
        if texts.count == 1 { return texts[0] }
        let window = String(decoding: head.title, as: UTF8.self)
        return texts.first { window.contains($0) }
    }

    private func withoutSite(_ title: String) -> String {
        for separator in [" | ", " – ", " — ", " - ", " :: ", " · ", "_", " » "] {
            guard let cut = title.ranges(of: separator).last else { continue }
            let name = title[cut.upperBound...].lowercased()
            let rest = String(title[..<cut.lowerBound]).trimming(\.isWhitespace)
            let isSite =
                siteName.map { name.contains($0.lowercased()) || $0.lowercased().contains(name) } == true
            let isShort = siteName == nil && name.count <= 25 && rest.count > 2 * name.count
            if !rest.isEmpty, isSite || isShort { return rest }
        }
        return title
    }

    // MARK: Date

    /// The first readable date of the places that state one, with its text.
    var published: (date: Date?, raw: String?) {
        let metas = [
            "article:published_time", "datepublished", "og:published_time", "og:article:published_time",
            "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
            "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "article:create_at",
            "weibo:article:create_at", "cxenseparse:recs:publishtime", "bt:pubdate", "article.published",
        ].compactMap { head.meta($0) }
        let stated = [linked.published].compactMap { $0 } + metas + datedElements()
        for raw in stated {
            if let date = DateParser.parse(raw) { return (date, raw) }
        }
        if let written = writtenDate { return written }
        return (nil, stated.first)
    }

    /// Elements from the top of a page among which a date that nothing marks is looked for.
    private static let topNodes = 400

    /// A short text near the top that is a date with a year, or ends with one after a name.
    private var writtenDate: (date: Date?, raw: String?)? {
        for index in tree.nodes.indices.prefix(Self.topNodes) where tree.nodes[index].isText {
            let bytes = tree.text[tree.nodes[index].range]
            guard bytes.count >= 8, bytes.count <= 80, Self.holdsYear(bytes) else { continue }
            let line = PlainText.line(String(decoding: bytes, as: UTF8.self), type: .plain)
            let parts =
                [line]
                + line.indices.filter { ",|·•".contains(line[$0]) }.map {
                    String(line[line.index(after: $0)...]).trimming(\.isWhitespace)
                }
            for part in parts where part.count >= 8 {
                if let date = DateParser.parse(part) { return (date, part) }
            }
        }
        return nil
    }

    /// Four digits from 1990 to 2099 that stand alone.
    private static func holdsYear(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.split { !$0.isASCIIDigit }.contains { run in
            run.count == 4 && (run.starts(with: "20".utf8) || run.starts(with: "199".utf8))
        }
    }

    /// Dates that elements state, those named as publication first.
    private func datedElements() -> [String] {
        var named: [String] = []
        var times: [String] = []
        var written: [String] = []
        for (index, node) in tree.nodes.enumerated() where !node.isText && named.count < 8 {
            let attributes = node.attributes
            if let value = attributes?.datetime {
                if attributes?.property.contains("datepublished") == true { named.append(value) }
                if node.name == "time", times.count < 8 { times.append(value) }
            }
            guard written.count < 8, let names = attributes?.names.lowercased(),
                names.contains("date") || names.contains("time") || names.contains("publish"),
                node.end - index < 12
            else { continue }
            written.append(tree.line(index))
        }
        return named + times + written
    }

    // MARK: Authors

    /// People first; the site itself only where nobody else is named.
    var authors: [String] {
        let people = named.filter { $0 != siteName }
        return people.isEmpty ? named : people
    }

    private var named: [String] {
        if !linked.authors.isEmpty { return linked.authors }
        let metas = ["author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"]
        for name in metas {
            let names = head.metas(name).flatMap(Byline.names)
            if !names.isEmpty { return Self.distinct(names) }
        }
        return Self.distinct(namedAuthors().flatMap(Byline.names))
    }

    /// Texts of elements that call themselves the author.
    private func namedAuthors() -> [String] {
        var best: [String] = []
        var bylines: [String] = []
        for (index, node) in tree.nodes.enumerated() {
            guard let attributes = node.attributes, node.end - index < 24 else { continue }
            if attributes.relation == "author" || attributes.property.split(separator: " ").contains("author")
            {
                best.append(node.name == "meta" ? attributes.datetime ?? "" : tree.line(index))
            } else if bylines.isEmpty, attributes.names.lowercased().contains("byline") {
                bylines.append(tree.line(index))
            }
            if best.count >= 10 { break }
        }
        return best.isEmpty ? bylines : best
    }

    private static func distinct(_ names: [String]) -> [String] {
        var known: Set<String> = []
        return names.filter { known.insert($0).inserted }
    }
}

/// Takes the names out of a byline.
enum Byline {
    private static let leads = [
        "by ", "written by ", "von ", "par ", "por ", "автор: ", "автор ", "текст: ", "文/", "文／", "文｜", "作者：",
        "作者:",
        "记者 ", "記者 ",
    ]
    private static let joints = [
        ", ", " and ", " & ", " und ", " et ", " y ", " e ", " и ", "、", "；", ";", " / ",
    ]

    /// The names of "By Ada North and Ben South"; none for addresses and sentences.
    static func names(_ text: String) -> [String] {
        var line = PlainText.line(text, type: .html)
        if let lead = leads.first(where: { line.lowercased().hasPrefix($0) }) { line.removeFirst(lead.count) }
        line = String(line.prefix { $0 != "|" && $0 != "•" && $0 != "·" })
        guard URLResolver.scheme(of: line) == nil, !line.contains("/") || line.contains(" / "),
            line.count < 160
        else { return [] }
        for joint in joints { line = line.replacing(joint, with: "\u{1F}") }
        return line.split(separator: "\u{1F}").map { String($0).trimming(\.isWhitespace) }.filter {
            !$0.isEmpty && $0.count <= 60 && !$0.contains("@") && DateParser.parse($0) == nil
        }
    }
}
