import Alerting
import FoundationEssentials
import NewsModel
import Persistence

extension StoreTransaction {
    /// Puts an alert into the outbox of each sink of its rule: the log's at once, the others' for when the rule
    /// lets it leave; says how many rows are new.
    func enqueue(_ alert: Alert, of rule: Rule, at now: Date) throws -> Int {
        try rule.sinks.reduce(0) { count, sink in
            let departure =
                Rule.isHeldBack(sink: sink)
                ? try rule.departure(at: now) { try alertsLeaving(rule: rule.name, sink: sink, in: $0) } : nil
            return count + (try enqueue(alert: alert, sinks: [sink], at: now, departure: departure))
        }
    }
}
