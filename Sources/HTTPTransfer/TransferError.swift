/// Why there is no answer.
package struct TransferError: Error, Sendable, Hashable {
    /// The kind of failure.
    package enum Code: Sendable, Hashable {
        case badURL, badHeader
        case resolve, connect, tls
        case timedOut, tooSlow
        case tooLarge, headersTooLarge, tooManyRedirects
        case refusedAddress, refusedRedirect
        case badEncoding, badResponse, partial, http2
        /// The task that waited was cancelled.
        case cancelled
        /// The loop was stopped.
        case stopped
        /// Any other libcurl code (`CURLcode`).
        case other(Int)
    }

    package let code: Code
    /// What happened, mostly in libcurl's words; control characters are replaced by `?`.
    package let message: String
    /// The host of the hop that failed; never the whole URL, which may hold secrets.
    package let host: String

    init(_ code: Code, _ message: String, host: String) {
        self.code = code
        self.message = Self.oneLine(message)
        self.host = Self.oneLine(host)
    }

    /// Messages may quote bytes of the server, and end up in logs and on terminals.
    private static func oneLine(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(500) {
            scalars.append(scalar.properties.generalCategory == .control ? "?" : scalar)
        }
        return String(scalars)
    }
}

extension TransferError: CustomStringConvertible {
    package var description: String {
        host.isEmpty ? "\(message) - \(hint)" : "\(host): \(message) - \(hint)"
    }

    /// How to mend it.
    package var hint: String {
        switch code {
        case .badURL:
            "use an http or https URL without user, spaces or backslashes, on port 80, 443 or above 1023"
        case .badHeader: "correct the header in the configuration"
        case .resolve:
            "check the host name and this machine's DNS; `campwatch doctor` says more"
        case .connect: "check that the server is up and reachable; it is tried again later"
        case .tls:
            "the certificate or TLS version is not acceptable; a private authority can be given as CA file"
        case .timedOut: "the server did not finish in time; it is tried again later"
        case .tooSlow: "the server sent almost nothing; it is tried again later"
        case .tooLarge: "raise the size limit if this feed is really that large"
        case .headersTooLarge: "the server's headers are beyond reason; report it to its operator"
        case .tooManyRedirects: "open the URL in a browser and subscribe to where it ends"
        case .refusedAddress: "allow the address block if this host on a private network is meant"
        case .refusedRedirect: "subscribe to the new place by hand if it is right"
        case .badEncoding: "the server compresses in a way that was not offered or is broken"
        case .badResponse: "what answers there is not an HTTP server"
        case .partial: "the answer broke off and was thrown away; it is tried again later"
        case .http2: "the HTTP/2 connection broke; it is tried again on a new one"
        case .cancelled: "nothing to mend"
        case .stopped: "the program is stopping"
        case .other: "look the message up in libcurl's error list"
        }
    }
}
