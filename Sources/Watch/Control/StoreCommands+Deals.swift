import FoundationEssentials
import NewsModel
import Persistence

/// What people correct about deals.
extension StoreCommands {
    /// Characters of what a person may say about a correction.
    private static let longestReason = 500

    static func splitDeal(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let deal = request.deal, let stories = request.stories, !stories.isEmpty else {
            return .failed("split-deal needs a deal and stories")
        }
        let corrector = corrector(request, now)
        let outcome = try await store.write { transaction in
            try corrector.split(
                DealID(rawValue: deal), stories: Set(stories.map(StoryID.init(rawValue:))), in: transaction)
        }
        return answer(outcome)
    }

    static func mergeDeals(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let deal = request.deal, let other = request.other else {
            return .failed("merge-deals needs a deal and another")
        }
        let corrector = corrector(request, now)
        let outcome = try await store.write { transaction in
            try corrector.merge(DealID(rawValue: deal), with: DealID(rawValue: other), in: transaction)
        }
        return answer(outcome)
    }

    private static func corrector(_ request: ControlRequest, _ now: Date) -> DealCorrector {
        DealCorrector(
            author: OneLine.text(request.author ?? "", atMost: 64),
            reason: OneLine.text(request.reason ?? "", atMost: longestReason), now: now)
    }

    private static func answer(_ outcome: Result<String, DealCorrector.Refusal>) -> ControlResponse {
        switch outcome {
        case .success(let message): .done(message)
        case .failure(let refusal): .failed(refusal.message)
        }
    }
}
