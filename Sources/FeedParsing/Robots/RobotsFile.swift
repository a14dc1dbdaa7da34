/// What a site's robots.txt says to one crawler (RFC 9309).
///
/// Of the groups those that name the crawler count, joined into one; without any, those for `*`. Of the rules that
/// match a path the longest pattern wins, and of equals Allow. Anything that cannot be read is passed over.
package struct RobotsFile: Sendable, Equatable {
    /// Bytes of a file that are read (RFC 9309, 2.5, asks for at least as many).
    package static let byteLimit = 500 << 10

    private static let mostSteps = 10_000_000

    /// One line of a group.
    struct Rule: Sendable, Equatable {
        /// Bytes with `*` and a final `$` as they stand, percent-encoded like paths.
        var pattern: [UInt8]
        var isAllowed: Bool
    }

    private(set) var rules: [Rule] = []
    /// Seconds between two requests that the site asks for; no part of the RFC, but common.
    package private(set) var crawlDelay: Double?

    /// A file that allows everything: a site without one.
    package static let allowingAll = RobotsFile()
    /// What counts while a site's file cannot be had.
    package static let allowingNothing = RobotsFile(rules: [Rule(pattern: [0x2F], isAllowed: false)])

    /// Roughly what it takes of memory, in bytes: an array costs a few words besides what it holds.
    package var size: Int { rules.reduce(0) { $0 + 64 + $1.pattern.count } }

    private init(rules: [Rule] = []) { self.rules = rules }

    /// Reads a file for a product token such as "campwatch"; case does not matter.
    package init(_ bytes: [UInt8], agent: String) {
        var groups = RobotsGroups(agent: agent.lowercased())
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        for line in text.prefix(Self.byteLimit).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            groups.take(line)
        }
        let (rules, delay) = groups.result
        self.rules = rules
        crawlDelay = delay
    }

    /// Whether a path, with its query, may be asked for; robots.txt itself always may.
    ///
    /// Rules that take millions of steps to match were made to do so: then the answer is no.
    package func allows(_ path: String) -> Bool {
        let bytes = RobotsPath.normal(path.isEmpty ? [0x2F] : Array(path.utf8)[...])
        if bytes == Array("/robots.txt".utf8) { return true }
        var steps = Self.mostSteps
        var best: (length: Int, isAllowed: Bool) = (-1, true)
        for rule in rules {
            let length = rule.pattern.count
            guard length > best.length || (length == best.length && rule.isAllowed) else { continue }
            guard let isMatch = RobotsPath.matches(rule.pattern, bytes, steps: &steps) else { return false }
            if isMatch { best = (length, rule.isAllowed) }
        }
        return best.isAllowed
    }
}

/// Sorts the lines of a file into those that name the crawler and those for everyone.
private struct RobotsGroups {
    private struct Group {
        var isNamed = false
        var rules: [RobotsFile.Rule] = []
        var delay: Double?
    }

    private let agent: String
    private var own = Group()
    private var everyones = Group()
    /// Whom the group at hand is for.
    private var isOwn = false
    private var isEveryones = false
    /// A user-agent line after a rule begins another group.
    private var hasRules = false

    init(agent: String) { self.agent = agent }

    var result: (rules: [RobotsFile.Rule], delay: Double?) {
        let group = own.isNamed ? own : everyones
        return (group.rules, group.delay)
    }

    mutating func take(_ line: ArraySlice<UInt8>) {
        let content = line.prefix { $0 != 0x23 }
        guard let colon = content.firstIndex(of: 0x3A) else { return }
        let key = String(decoding: trimmed(content[..<colon]), as: UTF8.self).lowercased()
        let value = trimmed(content[(colon + 1)...])
        switch key {
        case "user-agent", "useragent", "user agent": open(value)
        case "allow": add(value, isAllowed: true)
        case "disallow": add(value, isAllowed: false)
        case "crawl-delay", "crawldelay": delay(value)
        default: break
        }
    }

    private mutating func open(_ name: ArraySlice<UInt8>) {
        if hasRules { (isOwn, isEveryones, hasRules) = (false, false, false) }
        if name.first == 0x2A {
            isEveryones = true
            return
        }
        // A product token has letters, "-" and "_"; what follows is a version or a remark.
        let token = name.prefix { byte in
            byte == 0x2D || byte == 0x5F || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        guard String(decoding: token, as: UTF8.self).lowercased() == agent else { return }
        isOwn = true
        own.isNamed = true
    }

    private mutating func add(_ path: ArraySlice<UInt8>, isAllowed: Bool) {
        hasRules = true
        // An empty Disallow forbids nothing; patterns begin with a slash, or with a star in the wild.
        guard let first = path.first, first == 0x2F || first == 0x2A else { return }
        let rule = RobotsFile.Rule(pattern: RobotsPath.normal(path), isAllowed: isAllowed)
        if isOwn { own.rules.append(rule) }
        if isEveryones { everyones.rules.append(rule) }
    }

    private mutating func delay(_ value: ArraySlice<UInt8>) {
        hasRules = true
        guard let seconds = Double(String(decoding: value, as: UTF8.self)), seconds > 0, seconds.isFinite
        else { return }
        if isOwn { own.delay = max(own.delay ?? 0, seconds) }
        if isEveryones { everyones.delay = max(everyones.delay ?? 0, seconds) }
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return [] }
        return bytes[...last].drop(while: isBlank)
    }
}
