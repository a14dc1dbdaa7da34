import Foundation
import HTTPTransfer

/// The parts of a page's address that decide who is asked and who may forbid it.
///
/// As libcurl reads them, which does the asking: `/free/../private/` is `/private/`, and a port that goes without
/// saying is none.
struct WebPlace: Hashable, Sendable {
    /// Scheme, host and port: a robots.txt holds for these (RFC 9309, 2.3).
    var origin: String
    /// Host and port, as `Feed.host` writes them.
    var host: String
    /// Path and query, percent-encoded.
    var path: String

    /// Nil when the text is no address that may be asked for.
    init?(_ url: String) {
        guard let address = try? TransferURL(url, extraPorts: []),
            let parts = URLComponents(string: address.text)
        else { return nil }
        let isUsual = address.port == (address.scheme == "https" ? 443 : 80)
        host = isUsual ? address.host : "\(address.host):\(address.port)"
        origin = "\(address.scheme)://\(host)"
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        self.path = parts.percentEncodedQuery.map { "\(path)?\($0)" } ?? path
    }

    var robotsURL: String { origin + "/robots.txt" }
}
