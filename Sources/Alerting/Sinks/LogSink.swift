package import NewsModel

/// Appends each alert to `alerts.log`, for people, and to `alerts.jsonl`, for programs.
///
/// Exactly once over crashes: the outbox brings an alert again when the daemon died between writing and
/// marking it sent, so each file knows the ids that stand at its end, read back when it is opened, and
/// skips those. Each file keeps its own ids, because a crash may come between the two.
package actor LogSink: Sink {
    /// What every configuration has.
    package static let name = "log"
    package nonisolated var name: String { Self.name }
    /// With `AlertJSON.longestLine`, bounds what can lie between two marks to what is read back.
    package nonisolated let batchLimit = LogFile.readBackLength / AlertJSON.longestLine - 1
    package nonisolated var retrySchedule: RetrySchedule { .local }

    private let text: LogFile
    private let json: LogFile
    private let names: @Sendable (String) -> String

    /// Opens nothing yet; `names` gives the display name of a party's id.
    package init(directory: String, names: @escaping @Sendable (String) -> String = PartyNames.prettified) {
        text = LogFile(path: directory + "/alerts.log", cutsTornEnd: false, idInLine: AlertLine.id)
        json = LogFile(path: directory + "/alerts.jsonl", cutsTornEnd: true, idInLine: AlertJSON.id)
        self.names = names
    }

    package func deliver(_ alerts: [Alert]) async throws(SinkError) {
        precondition(alerts.count <= batchLimit, "the caller sends at most batchLimit alerts at once")
        do throws(LogFileError) {
            try text.append(alerts.map { ($0.id, AlertLine.text($0, names: names)) })
            try json.append(alerts.map { ($0.id, AlertJSON.line($0)) })
        } catch {
            throw SinkError(sink: name, message: error.description, isRetryable: true)
        }
    }

    /// Opens both files anew: at start, to learn early of a wrong path, and after a rotation (SIGHUP).
    package func reopen() throws(SinkError) {
        do throws(LogFileError) {
            try text.reopen()
            try json.reopen()
        } catch {
            throw SinkError(sink: name, message: error.description, isRetryable: true)
        }
    }
}
