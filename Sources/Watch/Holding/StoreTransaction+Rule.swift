import Alerting
import FoundationEssentials
import NewsModel
import Persistence

extension StoreTransaction {
    /// Puts an alert into the outbox of each sink of its rule: the log's at once, the others' for when the rule
    /// lets it leave; says how many rows are new.
    func enqueue(_ alert: Alert, of rule: Rule, at now: Date) throws -> Int {
        let sinks = try rule.sinks.map { sink in
            guard Rule.isHeldBack(sink: sink) else { return (sink, Departure(notBefore: now)) }
            return (
                sink, try rule.departure(at: now) { try alertsLeaving(rule: rule.name, sink: sink, in: $0) }
            )
        }
        return try enqueue(alert: alert, to: sinks, at: now)
    }
}
