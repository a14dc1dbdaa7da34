import Foundation
import Watch

/// Finds the feed that a person means by the address of a page.
struct FeedSearch {
    var directories: Directories
    /// Private addresses that may be looked at besides those of the configuration.
    var allow: [String]
    var takesFirst: Bool

    /// The address to subscribe to; one that looks like a feed's is taken as it is, unless it would be refused.
    func address(_ url: String) async throws -> String {
        if PrivateAddress(url: url, allowed: allow) != nil,
            let refused = PrivateAddress(
                url: url, allowed: allow + (try configuration().fetch.allowAddresses))
        {
            throw refusal(refused, of: url)
        }
        guard FeedFinder.looksLikePage(url) else { return url }
        let configuration = try configuration()
        let finding: FeedFinder.Finding
        do {
            finding = try await FeedFinder(configuration: configuration, allowed: allow).find(url)
        } catch {
            if let refused = PrivateAddress(error: error.message) { throw refusal(refused, of: url) }
            throw Failure(.unavailable, "\(error.message); to subscribe all the same, add --as-is")
        }
        switch finding {
        case .feed: return url
        case .page(let candidates): return try choose(candidates, of: url).url
        }
    }

    private func configuration() throws -> Configuration {
        do {
            return try Configuration.load(path: directories.configurationFile)
        } catch {
            throw Failure(.configuration, error.description)
        }
    }

    private func refusal(_ refused: PrivateAddress, of url: String) -> Failure {
        Failure(
            .nothing,
            "\(url) is not subscribed: \(refused.address) (\(refused.kind)) is not public and would be refused; "
                + "if it is yours, add --allow \(refused.address)")
    }

    private func choose(_ candidates: [FeedFinder.Candidate], of url: String) throws -> FeedFinder.Candidate {
        guard let likeliest = candidates.first else {
            throw Failure(.nothing, "\(url) offers no feed: look on the site for one and name its address")
        }
        if candidates.count == 1 || takesFirst { return likeliest }
        if isatty(STDIN_FILENO) == 1, let chosen = ask(candidates) { return chosen }
        let list = candidates.map { "  \($0.url) \($0.title ?? "")" }
        throw Failure(
            .nothing,
            (["\(url) offers \(candidates.count) feeds: name one, or take the first with --first"] + list)
                .joined(separator: "\n"))
    }

    /// Asks on the terminal; nil when the answer is no number of the list.
    private func ask(_ candidates: [FeedFinder.Candidate]) -> FeedFinder.Candidate? {
        for (number, candidate) in candidates.enumerated() {
            Console.complain("  \(number + 1)  \(candidate.url.safe) \((candidate.title ?? "").safe)")
        }
        Console.complain("Which one? Its number, or nothing to leave it:")
        guard let number = readLine().flatMap({ Int($0) }), candidates.indices.contains(number - 1) else {
            return nil
        }
        return candidates[number - 1]
    }
}
