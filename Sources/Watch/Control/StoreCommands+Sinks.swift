import FoundationEssentials
import NewsModel
import Persistence

/// What people may do about deliveries.
extension StoreCommands {
    static func retryAlert(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let alert = request.alert else { return .failed("retry-alert needs an alert") }
        let sink = request.sink
        let count = try await store.write { try $0.retry(alert: alert, sink: sink, at: now) }
        let name = OneLine.text(alert, atMost: 64)
        if count > 0 {
            let isDue = count == 1 ? "is" : "are"
            return .done("\(count.counting("delivery", "deliveries")) of the alert \(name) \(isDue) due")
        }
        let rows = try await store.outbox(sink: sink, alert: alert, limit: 1)
        let place = sink.map { " for the sink \(OneLine.text($0, atMost: 40))" } ?? ""
        return rows.isEmpty
            ? .failed("there is no alert \(name)\(place); see campwatch alerts deliveries")
            : .failed("the alert \(name) has been delivered\(sink == nil ? " to all its sinks" : place)")
    }

    static func disableSink(
        _ request: ControlRequest, _ store: Store, _ now: Date
    ) async throws(StoreError) -> ControlResponse {
        guard let sink = request.sink else { return .failed("disable-sink needs a sink") }
        if sink == "log" { return .failed("the log is always written; change the sinks of a rule instead") }
        try await store.write { try $0.stopSink(sink, SinkStop(since: now, reason: "disabled by hand")) }
        return .done("the sink \(sink) is stopped; its alerts wait for `campwatch alerts enable \(sink)`")
    }

    static func enableSink(
        _ request: ControlRequest, _ store: Store
    ) async throws(StoreError) -> ControlResponse {
        guard let sink = request.sink else { return .failed("enable-sink needs a sink") }
        let wasStopped = try await store.write { try $0.startSink(sink) }
        return .done(wasStopped ? "the sink \(sink) delivers again" : "the sink \(sink) was not stopped")
    }
}
