package import NewsModel

/// What to watch: one `[[rule]]` of `config/rules.toml`.
package struct Rule: Hashable, Sendable {
    /// Which changes of a deal the rule is asked about.
    package enum Trigger: String, Sendable, CaseIterable {
        case new
        case update
        case both
    }

    /// Unique; letters, digits, `-`, `_` and `.`.
    package var name: String
    package var filter: Filter
    /// The filter as its file says it.
    package var filterText: String
    package var trigger: Trigger
    package var severity: Alert.Severity
    /// Names of the sinks that get the alerts.
    package var sinks: [String]
    package var isEnabled: Bool
    /// After a match, the rules below are not asked about that change.
    package var stops: Bool
    /// When alerts wait, for every sink but the log; the three below are about those alone, too.
    package var quietHours: QuietHours?
    /// What is beyond it is told in one summary at the end of the clock minute, hour or day.
    package var rateLimit: RateLimit?
    /// When one alert a day tells of all.
    package var digest: ClockTime?

    package init(
        name: String, filter: Filter, filterText: String = "", trigger: Trigger = .both,
        severity: Alert.Severity = .info,
        sinks: [String] = ["log"], isEnabled: Bool = true, stops: Bool = false,
        quietHours: QuietHours? = nil, rateLimit: RateLimit? = nil, digest: ClockTime? = nil
    ) {
        self.name = name
        self.filter = filter
        self.filterText = filterText
        self.trigger = trigger
        self.severity = severity
        self.sinks = sinks
        self.isEnabled = isEnabled
        self.stops = stops
        self.quietHours = quietHours
        self.rateLimit = rateLimit
        self.digest = digest
    }

    /// Whether the rule raises an alert for a change.
    package func matches(_ subject: FilterSubject, change: DealChange) -> Bool {
        isEnabled && trigger.covers(change.kind) && filter.matches(subject)
    }
}

extension Rule.Trigger {
    fileprivate func covers(_ kind: DealChange.Kind) -> Bool {
        switch self {
        case .both: true
        case .new: kind == .new
        case .update: kind == .update
        }
    }
}
