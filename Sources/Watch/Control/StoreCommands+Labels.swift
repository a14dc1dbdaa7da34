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
        guard var story = try transaction.story(id: id) else { return false }
        let whole = (try transaction.label(of: id) ?? StoryLabel()).adding(label)
        story.analysis = whole.applied(to: story.analysis)
        try transaction.setLabel(whole, of: id, author: author, reason: reason, at: now)
        try transaction.restate(id, as: story.analysis)
        let gone = try transaction.removeReports(of: id, except: story.analysis.deals.map(\.type))
        // A deal that no story tells of was none.
        for deal in Set(gone.map(\.deal)) where try transaction.reports(of: deal).isEmpty {
            try transaction.reject(deal: deal, at: now)
        }
        // Before the commit: a line of a label that did not come to be is told again by the next.
        try file.append(story)
        return true
    }

    /// How many stories told of the deal; nil when there is none.
    func reject(_ id: DealID, in transaction: StoreTransaction) throws -> Int? {
        guard let standing = try transaction.standing(deal: id) else { return nil }
        let reports = try transaction.reports(of: standing)
        try transaction.reject(deal: standing, at: now)
        for report in reports {
            _ = try label(report.story.id, StoryLabel(rejected: [report.report.type]), in: transaction)
        }
        return Set(reports.map(\.story.id)).count
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

    /// Writes a whole line and waits for the disk.
    func append(_ story: Story) throws {
        if !FileManager.default.fileExists(atPath: path) {
            try Data().write(to: URL(filePath: path))
        }
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data((record(of: story).line + "\n").utf8))
        try file.synchronize()
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
