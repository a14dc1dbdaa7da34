import FoundationEssentials

/// Puts a feed together from the events of its XML.
///
/// DESIGN. The document is read once, top down, and only what is kept becomes a string. Each element name was
/// classified once (`Tag`); the format's parser says how to read the element (`Reading`): as a container whose
/// children follow, as one value to capture, or not at all. Captured values go back to the same parser, which
/// offers them to the feed or to the entry in progress with a rank, so the order of elements never matters.
/// A finished entry leaves at once through `onEntry`: memory does not grow with the number of entries.
struct FeedBuilder {
    let limits: ParsingLimits
    private(set) var format: FeedFormat?
    var version: String?
    private(set) var lookalike: FeedParsingError.Lookalike?

    var feed = FeedInfo()
    var feedTitle = Ranked<ParsedContent>()
    var feedSubtitle = Ranked<ParsedContent>()
    var feedRights = Ranked<ParsedContent>()
    var feedLink = Ranked<String>()
    var feedUpdated = Ranked<DatedText>()
    var feedImage = Ranked<String>()
    var feedAuthors = AuthorList()
    var updatePeriod: Int?
    var updateFrequency: Int?
    var entry: EntryDraft?
    var person = ParsedAuthor()

    private let onEntry: (ParsedEntry) -> Void
    private var depth = 0
    private var skippedDepth: Int?
    private var containers: [(kind: Container, depth: Int)] = []
    private(set) var scopes: [Scope]
    private var capture: Capture?
    /// Where the capture began, 0 without one: asking the capture itself would copy it.
    private var captureDepth = 0
    /// The buffer of the last capture, kept for the next.
    private var spareBuffer: [UInt8] = []
    /// The namespace of the root and of everything in it that is the format's own.
    private var rootURI: String?

    init(url: String, language: String?, limits: ParsingLimits, onEntry: @escaping (ParsedEntry) -> Void) {
        self.limits = limits
        self.onEntry = onEntry
        scopes = [Scope(depth: 0, base: url, language: language)]
    }

    var isFinished: Bool { lookalike != nil }

    /// The innermost container.
    var container: Container? { containers.last?.kind }
    var scope: Scope { scopes[scopes.count - 1] }

    /// Whether values belong to an entry: directly or to something inside one.
    var isInEntry: Bool { entry != nil }

    // MARK: Names

    mutating func tag(_ space: Namespace, local: String, uri: String) -> Tag {
        if format == .rdf, version == nil { version = RDFParser.version(uri) }
        if rootURI == nil { rootURI = uri }
        switch local {
        case "rss": return .rssRoot
        case "rdf": return .rdfRoot
        case "feed": return .atomRoot
        case "html": return .htmlRoot
        case "opml": return .opmlRoot
        default: break
        }
        if format == .atom, uri == rootURI || space == .none {
            return AtomParser.tags[local] ?? RSSParser.tags[local] ?? .unknown
        }
        if uri == rootURI, format != .rdf || space != .rdf {
            return RSSParser.tags[local] ?? .unknown
        }
        switch space {
        case .none, .rss: return RSSParser.tags[local] ?? .unknown
        case .rdf: return RDFParser.tags[local] ?? .unknown
        case .atom: return AtomParser.tags[local] ?? .unknown
        default: return ExtensionParser.tag(space, local)
        }
    }

    // MARK: Events

    mutating func start(_ name: ElementName, _ attributes: borrowing AttributeList) {
        depth += 1
        guard skippedDepth == nil else { return }
        if captureDepth > 0 {
            startInsideCapture(name, attributes)
            return
        }
        enterScope(attributes)
        if format == nil {
            startRoot(name, attributes)
            return
        }
        switch reading(name.tag, attributes) {
        case .skip: skippedDepth = depth
        case .children(let container?): containers.append((container, depth))
        case .children(nil): break
        case .value(let kind): startCapture(name.tag, kind, attributes)
        }
    }

    mutating func text(_ bytes: Span<UInt8>) {
        capture?.append(bytes)
    }

    mutating func end(_ name: ElementName) {
        defer { depth -= 1 }
        if let skipped = skippedDepth {
            if skipped == depth {
                skippedDepth = nil
                leaveScope()
            }
            return
        }
        if captureDepth > 0 {
            guard captureDepth == depth else {
                capture?.endChild(name, depth: depth)
                return
            }
            captureDepth = 0
            if let finished = capture?.finish(&spareBuffer) {
                capture = nil
                accept(finished)
            }
        }
        if let last = containers.last, last.depth == depth {
            containers.removeLast()
            close(last.kind)
        }
        leaveScope()
    }

    /// Ends an entry that its end tag did not, because the next one begins inside it.
    mutating func closeOpenEntry() {
        while containers.last?.kind != .feed, let last = containers.popLast() { close(last.kind) }
    }

    // MARK: Structure

    private mutating func startRoot(_ name: ElementName, _ attributes: borrowing AttributeList) {
        guard lookalike == nil else { return }
        switch name.tag {
        case .rssRoot:
            format = .rss
            version = attributes["version"].map(limits.field)
        case .channel:
            format = .rss
            containers.append((.feed, depth))
        case .rdfRoot: format = .rdf
        case .atomRoot:
            format = .atom
            version = attributes["version"].map(limits.field) ?? AtomParser.version(name.uri)
            containers.append((.feed, depth))
        case .htmlRoot: lookalike = .html
        case .opmlRoot: lookalike = .opml
        default:
            if AtomParser.tags[name.local] == .entry, name.space == .atom {
                format = .atom
                version = AtomParser.version(name.uri)
                entry = EntryDraft()
                containers.append((.entry, depth))
            } else {
                lookalike = .xml
            }
        }
    }

    private mutating func reading(_ tag: Tag, _ attributes: borrowing AttributeList) -> Reading {
        if container == .source, tag != .atomAuthor { return .skip }
        if let reading = RDFParser.reading(tag, attributes, &self) { return reading }
        if let reading = RSSParser.reading(tag, attributes, &self) { return reading }
        if let reading = AtomParser.reading(tag, attributes, &self) { return reading }
        return ExtensionParser.reading(tag, attributes, &self)
    }

    private mutating func close(_ kind: Container) {
        switch kind {
        case .entry:
            if let draft = entry.take() { onEntry(finish(draft)) }
        case .person: addPerson()
        case .feed, .image, .source: break
        }
    }

    private mutating func addPerson() {
        if container == .source {
            entry?.sourceAuthors.add(person, limit: limits.listItems)
        } else {
            add(author: person)
        }
        person = ParsedAuthor()
    }

    mutating func add(author: ParsedAuthor) {
        if entry != nil {
            entry?.authors.add(author, limit: limits.listItems)
        } else {
            feedAuthors.add(author, limit: limits.listItems)
        }
    }

    /// Completes an entry with what it inherits; what follows it in the feed is added by `inherit`.
    private func finish(_ draft: consuming EntryDraft) -> ParsedEntry {
        var finished = draft.finished()
        inherit(&finished)
        return finished
    }

    /// Fills in what an entry takes from its feed: authors in Atom (RFC 4287 §4.2.1), the language everywhere.
    func inherit(_ entry: inout ParsedEntry) {
        if format == .atom, entry.authors.isEmpty {
            entry.authors = feedAuthors.authors
            entry.author = feedAuthors.display
        }
        entry.language = entry.language ?? feed.language ?? scopes[0].language
    }

    /// The feed's own values, the best of each.
    func finishedFeed() -> FeedInfo {
        var finished = feed
        finished.title = feedTitle.value?.value
        finished.titleType = feedTitle.value?.type
        finished.titleBase = feedTitle.value?.base
        finished.subtitle = feedSubtitle.value?.value
        finished.subtitleType = feedSubtitle.value?.type
        finished.subtitleBase = feedSubtitle.value?.base
        finished.rights = feedRights.value?.value
        finished.rightsType = feedRights.value?.type
        finished.rightsBase = feedRights.value?.base
        finished.language = feed.language ?? scopes[0].language
        finished.link = feedLink.value
        finished.links = feed.links.withPage(feedLink.value)
        finished.updated = feedUpdated.value?.date
        finished.updatedRaw = feedUpdated.value?.raw
        finished.image = feedImage.value
        finished.authors = feedAuthors.authors
        finished.author = feedAuthors.display
        finished.updateSeconds = updatePeriod.map { $0 / max(1, updateFrequency ?? 1) }
        return finished
    }

    // MARK: Values

    private mutating func startCapture(_ tag: Tag, _ kind: ValueKind, _ attributes: borrowing AttributeList) {
        let flag = tag == .guid ? attributes["ispermalink"] : nil
        let isLine = if case .line = kind { true } else { false }
        let limit = isLine ? limits.fieldBytes : limits.textBytes
        captureDepth = depth
        capture = Capture(
            tag: tag, depth: depth, scope: scope, kind: kind, limit: limit, flag: flag,
            dropsWrapper: version != "0.3", buffer: &spareBuffer)
    }

    private mutating func startInsideCapture(_ name: ElementName, _ attributes: borrowing AttributeList) {
        // Some RSS feeds write authors and titles with Atom's children.
        if capture?.tag == .rssAuthor, name.local == "name" || name.local == "email" {
            let outer = depth - 1
            capture = nil
            captureDepth = 0
            containers.append((.person, outer))
            enterScope(attributes)
            startCapture(name.local == "name" ? .name : .email, .line, attributes)
            return
        }
        capture?.startChild(name, depth: depth, attributes)
    }

    private mutating func accept(_ text: CapturedText) {
        guard !text.value.isEmpty else { return }
        if container == .image, text.tag != .rssURL { return }
        if RSSParser.accept(text, &self) { return }
        if AtomParser.accept(text, &self) { return }
        ExtensionParser.accept(text, &self)
    }

    // MARK: Scopes

    private mutating func enterScope(_ attributes: borrowing AttributeList) {
        guard attributes.count > 0 else { return }
        let base = attributes.xml("base")
        let language = attributes.xml("lang")
        guard base != nil || language != nil else { return }
        let resolved = base.map { URLResolver.resolve($0, base: scope.base) } ?? scope.base
        let inner = Scope(
            depth: depth, base: resolved.utf8.count <= limits.fieldBytes ? resolved : scope.base,
            language: language.map { $0.isEmpty ? nil : LanguageTag.normal(limits.field($0)) }
                ?? scope.language)
        scopes.append(inner)
        if let language = inner.language, containers.isEmpty, depth <= 2 {
            feed.language = feed.language ?? language
        }
    }

    /// Takes the language that RSS states in an element, as if the root had it in `xml:lang`.
    mutating func setLanguage(_ value: String) {
        let language = LanguageTag.normal(value)
        guard entry == nil else {
            entry?.language = language
            return
        }
        feed.language = language
        let outermost = scopes[0].language
        for index in scopes.indices where scopes[index].language == outermost {
            scopes[index] = Scope(depth: scopes[index].depth, base: scopes[index].base, language: language)
        }
    }

    /// Makes the feed's page what relative links count from, when nobody says where the document came from.
    mutating func setBase(_ url: String) {
        for index in scopes.indices where scopes[index].base.isEmpty {
            scopes[index] = Scope(depth: scopes[index].depth, base: url, language: scopes[index].language)
        }
    }

    private mutating func leaveScope() {
        if scope.depth == depth, scopes.count > 1 { scopes.removeLast() }
    }
}

/// Lets the parser's events reach a builder; one exclusive access per event instead of one per property.
final class FeedHandler: ElementHandler {
    /// Unchecked: only the parser's events reach it, one after the other, and none calls back into the parser.
    @exclusivity(unchecked) private(set) var builder: FeedBuilder

    init(_ builder: FeedBuilder) { unsafe self.builder = builder }

    var isFinished: Bool { unsafe builder.isFinished }

    func tag(_ space: Namespace, local: String, uri: String) -> Tag {
        unsafe builder.tag(space, local: local, uri: uri)
    }
    func start(_ name: ElementName, _ attributes: borrowing AttributeList) {
        unsafe builder.start(name, attributes)
    }
    func end(_ name: ElementName) { unsafe builder.end(name) }
    func text(_ bytes: Span<UInt8>) { unsafe builder.text(bytes) }
}
