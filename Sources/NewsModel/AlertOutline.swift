package import FoundationEssentials

/// As much of an alert as a summary of very many tells.
package struct AlertOutline: Hashable, Sendable {
    package var id: String
    package var time: Date
    /// Name of the rule that raised it.
    package var rule: String
    package var severity: Alert.Severity
    /// Whether its deal was new.
    package var kind: DealChange.Kind

    package init(id: String, time: Date, rule: String, severity: Alert.Severity, kind: DealChange.Kind) {
        self.id = id
        self.time = time
        self.rule = rule
        self.severity = severity
        self.kind = kind
    }
}

extension Alert {
    package var outline: AlertOutline {
        AlertOutline(id: id, time: time, rule: rule, severity: severity, kind: change.kind)
    }
}
