import Foundation

/// The parts of a page's address that decide who is asked and who may forbid it.
struct WebPlace: Hashable, Sendable {
    /// Scheme, host and port: a robots.txt holds for these (RFC 9309, 2.3).
    var origin: String
    /// Host and port, as `Feed.host` writes them.
    var host: String
    /// Path and query, percent-encoded.
    var path: String

    /// Nil when the text is no http or https address.
    init?(_ url: String) {
        guard let parts = URLComponents(string: url), let name = parts.host?.lowercased(), !name.isEmpty,
            let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https"
        else { return nil }
        host = parts.port.map { "\(name):\($0)" } ?? name
        origin = "\(scheme)://\(host)"
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        self.path = parts.percentEncodedQuery.map { "\(path)?\($0)" } ?? path
    }

    var robotsURL: String { origin + "/robots.txt" }
}
