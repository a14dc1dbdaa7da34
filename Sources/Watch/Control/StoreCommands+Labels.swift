import FoundationEssentials
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
        let labeller = labeller(request, now)
        guard let stale = try await store.write({ try labeller.label(id, label, in: $0) }) else {
            return .failed("no story \(id): see campwatch stories")
        }
        return .done("story \(id) is labelled", stale: stale ? [id] : [])
    }

    static func clearLabel(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let id = request.story.map(StoryID.init(rawValue:)) else {
            return .failed("clear-label needs a story")
        }
        let labeller = labeller(request, now)
        guard try await store.write({ try labeller.clear(id, in: $0) }) else {
            return .failed("nobody has labelled story \(id)")
        }
        return .done("story \(id) is as the analysis has it", stale: [id])
    }

    static func rejectDeal(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let id = request.deal.map(DealID.init(rawValue:)) else {
            return .failed("reject-deal needs a deal")
        }
        let labeller = labeller(request, now)
        guard let count = try await store.write({ try labeller.reject(id, in: $0) }) else {
            return .failed("no deal \(id): see campwatch deals")
        }
        return .done("deal \(id) is none; \(count.counting("story is", "stories are")) labelled so")
    }

    static func unrejectDeal(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let id = request.deal.map(DealID.init(rawValue:)) else {
            return .failed("unreject-deal needs a deal")
        }
        let labeller = labeller(request, now)
        guard let stories = try await store.write({ try labeller.unreject(id, in: $0) }) else {
            return .failed("deal \(id) is not rejected: see campwatch deal \(id)")
        }
        let tell = stories.count.counting("story tells", "stories tell")
        return .done("deal \(id) is one again; \(tell) of it", stale: stories)
    }

    private static func labeller(_ request: ControlRequest, _ now: Date) -> StoryLabeller {
        StoryLabeller(
            author: OneLine.text(request.author ?? "", atMost: 64),
            reason: OneLine.text(request.reason ?? "", atMost: longestReason), now: now)
    }
}
