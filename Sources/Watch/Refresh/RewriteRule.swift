import NewsModel
import Persistence

/// Tells a feed that rewrites its history from one that brings news.
///
/// A change of the publishing system gives every old entry another guid, another address or both. Taken as news that
/// would be a storm of old stories; taken as edits it is none. A column has the same title every day, so a title alone
/// tells nothing: the texts must begin alike too.
enum RewriteRule {
    /// Fewer entries than this may all be new by chance.
    private static let fewest = 5
    /// Characters of two texts that are compared, and the part of their words that must be in both.
    private static let opening = 200
    private static let leastShared = 0.7

    /// Whether it is worth looking at the stories: more than four of five entries have a key of their own.
    static func isSuspicious(unseen: Int, of entries: Int) -> Bool {
        unseen >= fewest && unseen * 5 > entries * 4
    }

    /// The stories that entries with a new key stand for, by key; empty unless more than four of five entries do.
    static func edits(_ new: [Entry], of entries: Int, known: [KnownStory]) -> [String: StoryID] {
        guard isSuspicious(unseen: new.count, of: entries) else { return [:] }
        let byLink = unique(known.map { ($0.canonicalLink, $0.id) })
        let byTitle = unique(known.map { ($0.title, $0) })
        let links = unique(new.map { ($0.link.flatMap(CanonicalLink.of), $0.key) })
        let titles = unique(new.map { ($0.title, $0) })
        var edits: [String: StoryID] = [:]
        for (title, entry) in titles {
            guard let story = byTitle[title], isAlike(entry, story) else { continue }
            edits[entry.key] = story.id
        }
        // The address says more than the title.
        for (link, key) in links { if let story = byLink[link] { edits[key] = story } }
        guard isSuspicious(unseen: edits.count, of: entries) else { return [:] }
        // A story is one entry's; of two that claim it neither is believed.
        let claims = Dictionary(edits.values.map { ($0, 1) }, uniquingKeysWith: +)
        return edits.filter { claims[$0.value] == 1 }
    }

    /// Whether an entry's text begins as its story's does, but for a word or a sum that was mended.
    ///
    /// A page's text begins otherwise than its teaser, so most words of the teaser may be anywhere in it.
    private static func isAlike(_ entry: Entry, _ story: KnownStory) -> Bool {
        let (new, old) = (words(entry.text.prefix(opening)), words(story.text.prefix(opening)))
        guard !new.isEmpty, !old.isEmpty else {
            // Where the feed gives nothing but titles they are all there is to compare.
            return new.isEmpty && old.isEmpty && (entry.link == nil || story.canonicalLink == nil)
        }
        if story.textSource == .page {
            return Double(new.intersection(words(story.text[...])).count) >= Double(new.count) * leastShared
        }
        let shared = Double(new.intersection(old).count)
        return shared >= Double(min(new.count, old.count)) * leastShared
    }

    /// Characters of an article, beside its title, that show whether it was edited or another stands in its place, and
    /// the part of the shorter one's words that an edit leaves.
    private static let beginning = 600
    private static let leastKept = 0.6

    /// Whether a story says much the same as before, with a sum or a word mended.
    static func isEdit(of previous: Story, to story: Story) -> Bool {
        let (old, new) = (
            words(previous.title[...]).union(words(previous.text.prefix(beginning))),
            words(story.title[...]).union(words(story.text.prefix(beginning)))
        )
        return Double(old.intersection(new).count) >= Double(min(old.count, new.count)) * leastKept
    }

    /// The part of the words of both texts that they share.
    static func likeness(_ one: String, _ other: String) -> Double {
        let (one, other) = (words(one.prefix(beginning)), words(other.prefix(beginning)))
        return Double(one.intersection(other).count) / Double(max(1, one.union(other).count))
    }

    /// Languages that write without spaces have pairs of characters instead.
    private static func words(_ text: Substring) -> Set<Substring> {
        Set(
            text.split { !$0.isLetter && !$0.isNumber }.flatMap { word -> [Substring] in
                guard word.contains(where: { ("\u{2E80}"..."\u{9FFF}").contains($0) }) else { return [word] }
                return word.indices.map { word[$0...].prefix(2) }
            })
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
