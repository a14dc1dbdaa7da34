import NewsModel
import Persistence

/// Tells a feed that rewrites its history from one that brings news.
///
/// A change of the publishing system gives every old entry another guid, another address or both. Taken as news that
/// would be a storm of old stories; taken as edits it is none.
enum RewriteRule {
    /// Fewer entries than this may all be new by chance.
    private static let fewest = 5

    /// Whether it is worth looking at the stories: more than four of five entries have a key of their own.
    static func isSuspicious(unseen: Int, of entries: Int) -> Bool {
        unseen >= fewest && unseen * 5 > entries * 4
    }

    /// The stories that entries with a new key stand for, by key; empty unless more than four of five entries do.
    static func edits(_ new: [Entry], of entries: Int, known: [KnownStory]) -> [String: StoryID] {
        guard isSuspicious(unseen: new.count, of: entries) else { return [:] }
        let byLink = unique(known.map { ($0.canonicalLink, $0.id) })
        let byTitle = unique(known.map { ($0.title, $0.id) })
        let links = unique(new.map { ($0.link.flatMap(CanonicalLink.of), $0.key) })
        let titles = unique(new.map { ($0.title, $0.key) })
        var edits: [String: StoryID] = [:]
        for (title, key) in titles { edits[key] = byTitle[title] }
        // The address says more than the title.
        for (link, key) in links { if let story = byLink[link] { edits[key] = story } }
        guard isSuspicious(unseen: edits.count, of: entries) else { return [:] }
        // A story is one entry's; of two that claim it neither is believed.
        let claims = Dictionary(edits.values.map { ($0, 1) }, uniquingKeysWith: +)
        return edits.filter { claims[$0.value] == 1 }
    }

    /// What only one of the pairs has; a column's title of every week tells nothing apart.
    private static func unique<Value>(_ pairs: [(String?, Value)]) -> [String: Value] {
        var found: [String: Value?] = [:]
        for case (let name?, let value) in pairs where !name.isEmpty {
            found.updateValue(found.index(forKey: name) == nil ? value : nil, forKey: name)
        }
        return found.compactMapValues(\.self)
    }
}
