import Alerting
import Analysis
import FeedParsing
package import HTTPTransfer
import NewsModel
import Synchronization

/// Everything that a reload replaces, as one value: a refresh works with one state of it from end to end.
struct Settings: Sendable {
    var configuration: Configuration
    var analyzer: Analyzer
    var matcher: DealMatcher
    var rules: RuleSet
    /// Addresses that fetches may reach although they are not public.
    var allowedBlocks: [AddressBlock]
    /// The sinks besides the log.
    var sinks: [any Sink] = []
    /// The feeds of `feeds.opml`; nil when there is no such file.
    var subscriptions: [OPML.Subscription]?

    var policy: PollingPolicy { PollingPolicy(polling: configuration.polling) }

    var limits: TransferLimits { configuration.fetch.limits }

    /// Addresses that are not public and may be reached for a page of a feed on this host and port.
    ///
    /// What was allowed for the feed holds for its own host only: its entries may link to anything.
    func blocks(for feed: Feed, at host: String) -> [AddressBlock] {
        host == feed.host ? blocks(for: feed) : allowedBlocks
    }

    /// Addresses that are not public and may be reached for a feed.
    func blocks(for feed: Feed) -> [AddressBlock] {
        // Checked when they were stored; one that does not read opens nothing.
        allowedBlocks + feed.allowedAddresses.compactMap { try? AddressBlock($0) }
    }
}

extension Configuration.Fetch {
    /// What one transfer may cost.
    package var limits: TransferLimits {
        var limits = TransferLimits()
        limits.bodyBytes = maxBodyBytes
        limits.wireBytes = min(limits.wireBytes, maxBodyBytes)
        limits.headerBytes = maxHeaderBytes
        limits.redirects = maxRedirects
        limits.connectTime = connectTimeout
        limits.totalTime = timeout
        limits.lowSpeed = minSpeed
        return limits
    }

    /// What all transfers share: the honest name, and one thing at a time for each host.
    package var transfers: TransferConfiguration {
        let name = "campwatch/\(Version.current)"
        var configuration = TransferConfiguration(userAgent: contact.isEmpty ? name : "\(name) (+\(contact))")
        configuration.maxConnections = maxConnections
        configuration.maxConnectionsPerHost = 1
        return configuration
    }
}

extension Configuration {
    /// What one document may cost.
    var parsingLimits: ParsingLimits {
        var limits = ParsingLimits.standard
        limits.documentBytes = fetch.maxBodyBytes
        limits.entries = parsing.maxEntries
        limits.fieldBytes = parsing.maxFieldBytes
        limits.textBytes = parsing.maxTextBytes
        return limits
    }
}

/// The settings in force.
final class LiveSettings: Sendable {
    private let settings: Mutex<Settings>

    init(_ settings: Settings) { self.settings = Mutex(settings) }

    var current: Settings { settings.withLock { $0 } }

    func replace(with new: Settings) { settings.withLock { $0 = new } }
}
