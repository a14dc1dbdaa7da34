import FoundationEssentials
import HTTPTransfer
import NewsModel

/// Asks one feed's server, with the validators of the last answer.
struct FeedFetcher: Sendable {
    let transfers: TransferLoop
    let settings: Settings

    /// Throws a `StageError`, or `CancellationError` when the daemon itself ended the transfer.
    func fetch(_ feed: Feed, validators: FeedValidators) async throws -> TransferResponse {
        let request = TransferRequest(
            url: feed.url, headers: [HeaderField(name: "Accept", value: Self.accept)],
            validators: Validators(
                entityTag: validators.entityTag, lastModified: validators.lastModified),
            allowedBlocks: settings.blocks(for: feed),
            limits: settings.limits)
        do {
            return try await transfers.fetch(request)
        } catch {
            throw try stageError(error, feed)
        }
    }

    private static let accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
        + "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"

    /// Throws `CancellationError` when the daemon itself ended the transfer.
    private func stageError(_ error: TransferError, _ feed: Feed) throws(CancellationError) -> StageError {
        let retry: PollingPolicy.Failure
        switch error.code {
        case .cancelled, .stopped: throw CancellationError()
        case .resolve, .connect, .timedOut, .tooSlow, .partial, .http2, .other: retry = .transient
        case .tooLarge: retry = .oversized
        case .badURL, .badHeader, .tls, .headersTooLarge, .tooManyRedirects, .refusedAddress,
            .refusedRedirect, .badEncoding, .badResponse:
            retry = .refused
        }
        return StageError(
            feed: feed.id, stage: .fetch, cause: OneLine.text(error.description),
            severity: retry == .transient ? .expected : .notable, retry: retry)
    }
}
