import FoundationEssentials
package import NewsModel

/// Keeps an Atom file of the newest deals, which any reader can subscribe to; an update replaces its deal's entry.
///
/// The file is its own memory, so an alert that comes twice changes nothing. It is replaced as a whole, and readers never
/// see half of it.
package struct FeedSink: Sink {
    package let name: String
    package let batchLimit = 500
    package var retrySchedule: RetrySchedule { .local }

    private let path: String
    private let mostEntries: Int
    private let names: @Sendable (String) -> String

    package init(
        name: String, path: String, mostEntries: Int,
        names: @escaping @Sendable (String) -> String = PartyNames.prettified
    ) {
        self.name = name
        self.path = path
        self.mostEntries = mostEntries
        self.names = names
    }

    package func deliver(_ alerts: [Alert]) async throws(SinkError) {
        do throws(LogFileError) {
            var document = try read()
            for alert in alerts { document.add(AtomDocument.Entry(alert, names: names)) }
            document.keepNewest(mostEntries)
            try ReplacedFile(path: path).write(Array(document.text.utf8))
        } catch {
            throw SinkError(sink: name, message: error.description, isRetryable: true)
        }
    }

    /// What the file holds; nothing of one that is not there yet.
    private func read() throws(LogFileError) -> AtomDocument {
        guard let bytes = try ReplacedFile(path: path).read() else { return AtomDocument() }
        guard let document = AtomDocument(String(decoding: bytes, as: UTF8.self)) else {
            throw LogFileError(
                description: "\(path): is not a file that campwatch wrote; move it away or name another path")
        }
        return document
    }
}
