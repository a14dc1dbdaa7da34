package import NewsModel

/// What `campwatch.toml` says; every value has a default, so that an empty file is a valid one.
///
/// Units, ranges and reasons stand in `config/campwatch.toml`, next to the values that people change.
package struct Configuration: Equatable, Sendable {
    package var fetch = Fetch()
    package var parsing = Parsing()
    package var polling = Polling()
    package var alerts = Alerts()
    package var metrics = Metrics()
    package var retention = Retention()
    /// The sinks besides the log, by name.
    package var sinks: [String: SinkSettings] = [:]

    package init() {}

    package struct Fetch: Equatable, Sendable {
        /// URL or mail address in the User-Agent, by which publishers reach whoever runs this daemon; empty to send none.
        package var contact = ""
        package var maxConnections = 32
        /// From the end of one answer of a host to the next request to it.
        package var perHostGap = Duration.seconds(2)
        package var connectTimeout = Duration.seconds(10)
        package var timeout = Duration.seconds(30)
        /// Bytes after decompression.
        package var maxBodyBytes = 10 * 1_048_576
        package var maxHeaderBytes = 64 * 1_024
        package var maxRedirects = 5
        /// Bytes per second, on average over 20 seconds.
        package var minSpeed = 100
        /// CIDR blocks of private addresses that may be fetched all the same.
        package var allowAddresses: [String] = []
        /// When the pages of entries are read, for feeds that say nothing of their own.
        package var fullText = FullText.auto
        /// Pages asked for in one refresh of a feed.
        package var pagesPerRefresh = 20
        /// How long the pages of one refresh may hold up its stories.
        package var pageTime = Duration.seconds(60)
    }

    package struct Parsing: Equatable, Sendable {
        /// Of more, the newest are kept.
        package var maxEntries = 2_000
        /// Bytes of a title, name, link; the rest is cut off.
        package var maxFieldBytes = 8 * 1_024
        /// Bytes of a summary or content; the rest is cut off.
        package var maxTextBytes = 1_048_576
    }

    package struct Alerts: Equatable, Sendable {
        /// Older stories are filed without an alert; zero for no limit.
        package var maxAge = Duration.zero
    }

    package struct Metrics: Equatable, Sendable {
        /// Where Prometheus may read; empty to serve nothing.
        package var listen = ""

        /// Nil when nothing is served.
        var address: MetricsAddress? { MetricsAddress(listen) }
    }

    /// How long the texts of stories are kept; zero for ever.
    package struct Retention: Equatable, Sendable {
        package var stories = Duration.zero
        /// Stories about other things; zero for as long as the others.
        package var irrelevant = Duration.zero
        /// Bytes that the database may hold; beyond them the oldest texts go first.
        package var size = 0
    }

    package struct Polling: Equatable, Sendable {
        package var interval = Duration.seconds(3_600)
        package var minimum = Duration.seconds(300)
        package var maximum = Duration.seconds(86_400)
        /// The largest share of an interval that is added by chance.
        package var jitter = 0.1

        package init() {}
    }
}
