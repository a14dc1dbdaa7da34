package import Analysis
import Foundation
import NewsModel
import Persistence

/// What people say about stories and deals.
extension StoreCommands {
    private static let longestReason = 500

    static func labelStory(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let id = request.story.map(StoryID.init(rawValue:)), let label = request.label else {
            return .failed("label-story needs a story and a label")
        }
        let labeller = labeller(request, store, now)
        let done = try await store.write { try labeller.label(id, label, in: $0) }
        return done ? .done("story \(id) is labelled") : .failed("no story \(id): see campwatch stories")
    }

    static func rejectDeal(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let id = request.deal.map(DealID.init(rawValue:)) else {
            return .failed("reject-deal needs a deal")
        }
        let labeller = labeller(request, store, now)
        guard let count = try await store.write({ try labeller.reject(id, in: $0) }) else {
            return .failed("no deal \(id): see campwatch deals")
        }
        return .done("deal \(id) is none; \(count) \(count == 1 ? "story is" : "stories are") labelled so")
    }

    private static func labeller(_ request: ControlRequest, _ store: Store, _ now: Date) -> StoryLabeller {
        StoryLabeller(
            file: LabelFile(besides: store.path), author: OneLine.text(request.author ?? "", atMost: 64),
            reason: OneLine.text(request.reason ?? "", atMost: longestReason), now: now)
    }
}

/// Keeps what a person says about stories: in the database, where it holds at once, and in the file of labels.
struct StoryLabeller: Sendable {
    let file: LabelFile
    let author: String
    let reason: String
    let now: Date

    /// Whether there is such a story.
    func label(_ id: StoryID, _ label: StoryLabel, in transaction: StoreTransaction) throws -> Bool {
        guard let story = try keep(label, of: id, in: transaction) else { return false }
        // Before the commit: a line of a label that did not come to be is told again by the next.
        try file.append([story])
        return true
    }

    /// How many stories told of the deal; nil when there is none.
    func reject(_ id: DealID, in transaction: StoreTransaction) throws -> Int? {
        guard let deal = try transaction.standing(deal: id) else { return nil }
        let stories = try transaction.stories(of: deal)
        try transaction.reject(deal: deal, at: now)
        let labelled = try stories.compactMap { story in
            let gone = try transaction.removeReports(of: story) { $0.deal == deal }
            return try keep(rejection(of: deal, gone, story, in: transaction), of: story, in: transaction)
        }
        try file.append(labelled)
        return labelled.count
    }

    /// A round-up may tell of another deal of the same type, which stays.
    private func rejection(
        of deal: DealID, _ gone: [FormerReport], _ id: StoryID, in transaction: StoreTransaction
    ) throws -> StoryLabel {
        let told = try transaction.story(id: id)?.analysis.deals ?? []
        let types = Set(gone.map(\.report.type)).filter { type in told.count { $0.type == type } < 2 }
        return StoryLabel(
            rejected: types.sorted { $0.rawValue < $1.rawValue }, rejectedDeals: [deal.rawValue])
    }

    /// The story with the label on it; nil when there is no such story.
    private func keep(
        _ label: StoryLabel, of id: StoryID, in transaction: StoreTransaction
    ) throws -> Story? {
        guard var story = try transaction.story(id: id) else { return nil }
        let earlier = try transaction.label(of: id) ?? StoryLabel()
        let whole = earlier.adding(label)
        story.analysis = whole.applied(to: story.analysis)
        // What an earlier word took away is not kept anywhere: `campwatch reanalyze` finds it again.
        if whole.undoes(earlier) { story.analysis.lexiconVersion = "" }
        try transaction.setLabel(whole, of: id, author: author, reason: reason, at: now)
        try transaction.restate(id, as: story.analysis)
        let gone = try transaction.removeReports(of: id) {
            whole.tellsNothing || whole.bars($0.deal, of: $0.report.type)
        }
        for deal in Set(gone.map(\.deal)) where try !transaction.hasReports(deal) {
            try transaction.shelve(deal: deal)
        }
        return story
    }
}

/// The append-only file of labelled stories in the gold's form, beside the database.
///
/// A story that is labelled again has a later line, which counts.
package struct LabelFile: Sendable {
    package let path: String

    package init(besides database: String) {
        path = URL(filePath: database).deletingLastPathComponent().appending(path: "labels.jsonl").path
    }

    /// Writes whole lines and waits for the disk; of a line that does not fit nothing stays.
    ///
    /// A story whose text is forgotten teaches nothing.
    func append(_ stories: [Story]) throws {
        let lines = stories.filter { $0.forgotten == nil }.map { record(of: $0).line + "\n" }
        guard !lines.isEmpty else { return }
        if !FileManager.default.fileExists(atPath: path) { try create() }
        let file = try FileHandle(forUpdating: URL(filePath: path))
        defer { try? file.close() }
        let end = try file.seekToEnd()
        do {
            try file.write(contentsOf: Data((try separator(before: end, in: file) + lines.joined()).utf8))
            try file.synchronize()
        } catch {
            try? file.truncate(atOffset: end)
            throw error
        }
    }

    /// A line that a crash has cut off must not take the next one with it.
    private func separator(before end: UInt64, in file: FileHandle) throws -> String {
        guard end > 0 else { return "" }
        try file.seek(toOffset: end - 1)
        let last = try file.read(upToCount: 1)
        try file.seek(toOffset: end)
        return last == Data("\n".utf8) ? "" : "\n"
    }

    /// Readable for the group only, and the daemon's even where root was the first to label.
    private func create() throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o640])
        else { throw CocoaError(.fileWriteNoPermission) }
        var folder = stat()
        if geteuid() == 0, stat(URL(filePath: path).deletingLastPathComponent().path, &folder) == 0 {
            _ = chown(path, folder.st_uid, folder.st_gid)
        }
    }

    private func record(of story: Story) -> AnalysisRecord {
        var gold = GoldStory(id: "story-\(story.id)", title: story.title, text: story.text)
        gold.url = story.link
        gold.lang = story.analysis.language.rawValue
        gold.published = story.published.formatted(.iso8601)
        return AnalysisRecord(story: gold, analysis: story.analysis)
    }

    /// The last word on each story, in the order of the first.
    package func stories() throws(GoldFileError) -> [GoldStory] {
        var last: [String: GoldStory] = [:]
        var order: [String] = []
        for story in try GoldFile.read(path) {
            if last.updateValue(story, forKey: story.id) == nil { order.append(story.id) }
        }
        return order.compactMap { last[$0] }
    }
}
