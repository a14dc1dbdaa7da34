import HTTPTransfer

/// What somebody wants of the metrics' port: one kind of request is served, all others are refused by their status.
struct ScrapeRequest {
    /// Bytes of the longest request line with its header.
    static let longestHead = 8 * 1_024

    /// Why there is nothing but a status for it.
    enum Refusal: Error, Equatable {
        case badRequest, forbidden, notFound, methodNotAllowed

        var status: String {
            switch self {
            case .badRequest: "400 Bad Request"
            case .forbidden: "403 Forbidden"
            case .notFound: "404 Not Found"
            case .methodNotAllowed: "405 Method Not Allowed"
            }
        }
    }

    /// Reads a head without the empty line at its end (RFC 9112); a whole request is `GET /metrics` without a body.
    ///
    /// The Host must be this machine (`checksHost`), so that no web page can read the metrics by a name of its own that
    /// leads to 127.0.0.1.
    static func check(_ head: [UInt8], checksHost: Bool) throws(Refusal) {
        guard head.allSatisfy({ $0 == 0x0D || $0 == 0x0A || $0 == 0x09 || (0x20...0x7E).contains($0) }) else {
            throw .badRequest
        }
        let lines = String(decoding: head, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, ["HTTP/1.1", "HTTP/1.0"].contains(words[2]) else { throw .badRequest }
        let fields = try lines.dropFirst().map(field)
        let hosts = fields.filter { $0.name == "host" }
        guard hosts.count <= 1, hosts.count == 1 || words[2] == "HTTP/1.0",
            !fields.contains(where: { $0.name == "transfer-encoding" }),
            !fields.contains(where: { $0.name == "content-length" && $0.value != "0" })
        else { throw .badRequest }
        guard words[0] == "GET" else { throw .methodNotAllowed }
        guard words[1] == "/metrics" else { throw .notFound }
        if checksHost, let host = hosts.first, !isHere(host.value) { throw .forbidden }
    }

    /// No blanks before the colon and no folded lines, by which requests have been smuggled.
    private static func field(_ line: Substring) throws(Refusal) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
            line[..<colon].utf8.allSatisfy({ $0 > 0x20 }), !line.contains("\n"), !line.contains("\r")
        else { throw .badRequest }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        return (line[..<colon].lowercased(), String(value))
    }

    private static func isHere(_ host: String) -> Bool {
        let isBracketed = host.hasPrefix("[")
        let name = isBracketed ? host.dropFirst().prefix { $0 != "]" } : host.prefix { $0 != ":" }
        return name.lowercased() == "localhost" || IPAddress(String(name))?.isLoopback == true
    }
}
