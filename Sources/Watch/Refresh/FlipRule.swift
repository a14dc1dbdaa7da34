import FoundationEssentials
import NewsModel
import Persistence

/// Finds out that one address answers with two documents by turns: two feeds, or one in two languages.
///
/// Entries are known by feed and key, so after the first turn nothing of it is new. What remains is to tell a person,
/// who wants an address for each.
enum FlipRule {
    /// Keys that stand for a document.
    private static let sample = 16
    /// Returns of the other document that are no chance.
    private static let returnsThatTell = 2
    /// Without a return for so long it is over.
    private static let memory: TimeInterval = 7 * 86_400

    /// What is remembered after a document with these keys.
    static func faces(_ faces: FeedFaces?, keys: [String], now: Date) -> FeedFaces? {
        guard !keys.isEmpty else { return faces }
        let prints = keys.map { ContentHash.of(bytes: Array($0.utf8)) }
        let face = Array(prints.prefix(sample))
        guard var faces else { return FeedFaces(last: face) }
        if let last = faces.lastReturn, now.timeIntervalSince(last) > memory {
            (faces.returns, faces.lastReturn) = (0, nil)
        }
        let all = Set(prints)
        if all.isDisjoint(with: faces.last) {
            if let former = faces.former, !all.isDisjoint(with: former) {
                faces.returns += 1
                faces.lastReturn = now
            }
            faces.former = faces.last
        }
        faces.last = face
        return faces
    }

    /// Plain words when two documents alternate; nil otherwise.
    static func complaint(_ faces: FeedFaces?) -> String? {
        guard let faces, faces.returns >= returnsThatTell else { return nil }
        return
            "it answers with two different documents by turns, as if two feeds or two languages stood at one address"
    }
}
