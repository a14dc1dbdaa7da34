import FeedParsing
import Foundation
import HTTPTransfer

/// Finds the feeds that a web site offers, with as few requests as that takes.
package struct FeedFinder: Sendable {
    package enum Finding: Hashable, Sendable {
        /// The address itself is a feed.
        case feed(Candidate)
        /// The page's feeds, the likeliest first; empty when there are none.
        case page([Candidate])
    }

    package struct Candidate: Hashable, Sendable {
        package var url: String
        package var title: String?
    }

    /// Why the address gave nothing, in plain words.
    package struct Failure: Error, Hashable, Sendable {
        package var message: String
    }

    private let transfers: TransferPool
    private let fetch: Configuration.Fetch
    private let allowed: [AddressBlock]

    /// `allowed` are CIDR blocks of private addresses besides those of the configuration.
    package init(configuration: Configuration, allowed: [String]) throws(Failure) {
        fetch = configuration.fetch
        do {
            transfers = try TransferPool(fetch: fetch)
            var blocks: [AddressBlock] = []
            for text in fetch.allowAddresses + allowed { blocks.append(try AddressBlock(text)) }
            self.allowed = blocks
        } catch {
            throw Failure(message: "\(error)")
        }
    }

    /// Whether an address is a page's rather than a feed's, by its looks alone.
    ///
    /// Only then is it asked for before the daemon does: a feed that is added must not be fetched twice.
    package static func looksLikePage(_ url: String) -> Bool {
        let path = url.lowercased().drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
        let hints = ["feed", "rss", "atom", ".xml", ".rdf", ".json", "xml="]
        return !hints.contains { path.contains($0) }
    }

    package func find(_ url: String) async throws(Failure) -> Finding {
        defer { transfers.stop() }
        let response = try await get(url)
        guard response.status == 200 else {
            throw Failure(message: "\(url) answers with status \(response.status)")
        }
        if let feed = feed(in: response) { return .feed(feed) }
        let found = FeedDiscovery.candidates(
            response.body, contentType: response.headers["Content-Type"], url: response.url)
        if !found.isEmpty { return .page(found.map { Candidate(url: $0.url, title: $0.title) }) }
        return .page(try await guess(at: response.url))
    }

    /// Asks for the usual addresses, one after the other with the host's pause, until one is a feed.
    private func guess(at page: String) async throws(Failure) -> [Candidate] {
        for path in FeedDiscovery.wellKnownPaths {
            // A cancelled wait ends with the next request, which is cancelled too.
            try? await Task.sleep(for: fetch.perHostGap)
            let response = try await get(
                URL(string: path, relativeTo: URL(string: page))?.absoluteString ?? page)
            if response.status == 429 || response.status == 503 { return [] }
            if response.status == 200, let feed = feed(in: response) { return [feed] }
        }
        return []
    }

    private func feed(in response: TransferResponse) -> Candidate? {
        // No feed is an answer here, whatever the reason.
        let parsed = try? FeedParser.parse(
            response.body, contentType: response.headers["Content-Type"], url: response.url)
        return parsed.map { Candidate(url: response.url, title: $0.feed.title) }
    }

    private func get(_ url: String) async throws(Failure) -> TransferResponse {
        do throws(TransferError) {
            return try await transfers.loop(for: fetch).fetch(
                TransferRequest(url: url, allowedBlocks: allowed, limits: fetch.limits))
        } catch {
            throw Failure(message: OneLine.text(error.description))
        }
    }
}
