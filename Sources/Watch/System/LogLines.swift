import Foundation
package import Logging

/// Writes log lines to standard error: with journald's priority prefix under systemd, else with the time and level.
package struct LogLines: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let isForJournal: Bool
    private let output: @Sendable (String) -> Void

    package init(level: Logger.Level, environment: [String: String]) {
        self.init(level: level, isForJournal: Self.isJournal(environment["JOURNAL_STREAM"])) { line in
            // One write call for each line keeps lines of different threads whole. Nobody can be told of an error.
            let bytes = Array(line.utf8)
            _ = Foundation.write(2, bytes, bytes.count)
        }
    }

    package init(level: Logger.Level, isForJournal: Bool, output: @escaping @Sendable (String) -> Void) {
        logLevel = level
        self.isForJournal = isForJournal
        self.output = output
    }

    /// Whether standard error is the stream that `JOURNAL_STREAM` names as "device:inode" (sd-daemon(3)).
    ///
    /// The variable alone is not enough: terminals that were started under systemd inherit it.
    private static func isJournal(_ stream: String?) -> Bool {
        var status = stat()
        guard let stream, fstat(2, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { $1 }
        let fields = merged.sorted { $0.key < $1.key }.map { " \($0.key)=\(OneLine.text("\($0.value)"))" }
        let text = OneLine.text("\(event.message)", atMost: 1_000) + fields.joined()
        output(isForJournal ? "<\(priority(event.level))>\(text)\n" : "\(prefix(event.level)) \(text)\n")
    }

    private func prefix(_ level: Logger.Level) -> String {
        let name = level.rawValue.uppercased()
        return "\(Date().formatted(.iso8601)) \(name)\(String(repeating: " ", count: max(0, 8 - name.count)))"
    }

    /// Priorities of syslog(3).
    private func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}
