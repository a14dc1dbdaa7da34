import Analysis
import Foundation
import NewsModel
import Persistence

/// What binds a story to deals before anything is compared: what it reported until it was revised, and what people
/// have said about it.
struct StoryTies {
    /// What a revision replaced.
    struct Revision {
        var previous: Story
        var reports: [FormerReport]
        /// False for a feed that rewrites its history.
        var isNews = true
    }

    /// A deal that a report is bound to.
    struct Tie {
        var deal: DealID
        /// What the story reported of it before; nil where a person has put it there.
        var earlier: DealReport?
        /// What `campwatch deal why` says.
        var reason: String
    }

    let story: Story
    let standing: StoryStanding
    let revision: Revision?
    private let isEdit: Bool

    init(of story: Story, revision: Revision?, in transaction: StoreTransaction) throws {
        self.story = story
        self.revision = revision
        isEdit = revision.map { RewriteRule.isEdit(of: $0.previous, to: story) } ?? false
        // Nobody has said anything of a story that is new.
        standing = revision == nil ? StoryStanding() : try transaction.standing(of: story.id)
    }

    /// When the story says what it says: a revision says it now.
    func told(now: Date) -> Date { revision?.isNews == true ? now : min(story.published, now) }

    /// The deal of the story's own earlier report that this one replaces.
    func own(_ report: DealReport, besides taken: Set<DealID>, isOnly: Bool, now: Date) -> Tie? {
        guard let revision else { return nil }
        var best: (former: FormerReport, likeness: Double)?
        for former in revision.reports
        where !taken.contains(former.deal) && !standing.barred.contains(former.deal) {
            let change = ReportRevision(
                earlier: former.report, isEdit: isEdit, age: now.timeIntervalSince(story.published),
                isOnlyReport: isOnly && revision.reports.count == 1)
            guard let likeness = change.likeness(to: report), likeness > best?.likeness ?? 0 else { continue }
            best = (former, likeness)
        }
        return best.map {
            Tie(deal: $0.former.deal, earlier: $0.former.report, reason: "its own earlier report")
        }
    }

    /// The deal that a person has put the story into, where the story names most of its parties or of those of a former
    /// face; an entry that is used for other news is not bound.
    func home(_ sketch: StorySketch, among candidates: [Deal]) -> Tie? {
        let home = standing.homes.first { home in
            candidates.contains { face in
                face.id == home && face.parties.count { sketch.hears($0.id) } * 2 > face.parties.count
            }
        }
        return home.map { Tie(deal: $0, reason: "a person's word") }
    }
}
