import Alerting
import Analysis
import FeedParsing
import HTTPTransfer
import Synchronization

/// Everything that a reload replaces, as one value: a refresh works with one state of it from end to end.
struct Settings: Sendable {
    var configuration: Configuration
    var analyzer: Analyzer
    var matcher: DealMatcher
    var rules: RuleSet
    /// Addresses that fetches may reach although they are not public.
    var allowedBlocks: [AddressBlock]
    /// The feeds of `feeds.opml`; nil when there is no such file.
    var subscriptions: [OPML.Subscription]?

    var policy: PollingPolicy { PollingPolicy(polling: configuration.polling) }

    var limits: TransferLimits {
        var limits = TransferLimits()
        limits.bodyBytes = configuration.fetch.maxBodyBytes
        limits.wireBytes = min(limits.wireBytes, configuration.fetch.maxBodyBytes)
        limits.redirects = configuration.fetch.maxRedirects
        limits.connectTime = configuration.fetch.connectTimeout
        limits.totalTime = configuration.fetch.timeout
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
