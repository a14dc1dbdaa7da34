package import FoundationEssentials

extension Alert {
    /// Alerts of one rule that were held back and are told together.
    ///
    /// An alert with a summary stands for all of them; its deal, change and story are those of the most severe one.
    package struct Summary: Hashable, Sendable, Codable {
        /// Why they were held back.
        package enum Kind: String, Sendable, Codable {
            case digest
            case rateLimit = "rate_limit"
        }

        package var kind: Kind
        /// How many there are, those that are not listed included.
        package var count: Int
        /// Oldest first, without evidence; at most `mostListed`.
        package var alerts: [Alert]

        package static let mostListed = 100

        package init(kind: Kind, count: Int, alerts: [Alert]) {
            self.kind = kind
            self.count = count
            self.alerts = alerts
        }
    }
}

/// When an alert may leave for a sink.
package struct Departure: Hashable, Sendable {
    package var notBefore: Date
    /// Set for one that leaves only in a summary with others.
    package var summary: Alert.Summary.Kind?

    package init(notBefore: Date, summary: Alert.Summary.Kind? = nil) {
        self.notBefore = notBefore
        self.summary = summary
    }
}
