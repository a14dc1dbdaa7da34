import CCurl

/// A URL that passed the checks of every request and redirect target, in libcurl's own reading of it.
///
/// Parsing with the parser that will connect leaves no room for two readings of one text.
package struct TransferURL: Sendable, Hashable {
    /// Longer URLs are refused, in bytes.
    static let longest = 8_192

    /// Normalized: ASCII after the host, no fragment.
    package let text: String
    package let scheme: String
    /// In lower case; IPv6 in brackets.
    package let host: String
    package let port: UInt16

    /// Where other services listen that could be made to take a request for one of their own: NFS, databases, caches,
    /// SIP, X11, IRC.
    private static let otherServices: Set<UInt16> = [
        1433, 1521, 2049, 2375, 2379, 3306, 3389, 4045, 5060, 5061, 5432, 5672, 6000, 6379, 6566, 6667, 9042,
        9200, 11211, 27017,
    ]

    package init(_ url: String, extraPorts: [UInt16]) throws(TransferError) {
        try Self.checkBytes(url)
        let parser = try URLParser(Self.percentEncoded(url))
        scheme = parser.part(CURLUPART_SCHEME) ?? ""
        host = parser.part(CURLUPART_HOST)?.lowercased() ?? ""
        port = parser.part(CURLUPART_PORT).flatMap { UInt16($0) } ?? 0
        text = parser.part(CURLUPART_URL) ?? ""
        try Self.checkLength(text)
        guard scheme == "http" || scheme == "https" else {
            throw TransferError(.badURL, "the scheme is '\(scheme)', not http or https", host: host)
        }
        guard parser.part(CURLUPART_USER) == nil, parser.part(CURLUPART_PASSWORD) == nil else {
            throw TransferError(.badURL, "a user or password in the URL is refused", host: host)
        }
        let isUsual = port == 80 || port == 443 || port >= 1_024 && !Self.otherServices.contains(port)
        guard isUsual || extraPorts.contains(port) else {
            throw TransferError(.badURL, "port \(port) is refused", host: host)
        }
    }

    /// True when credentials for the one may be shown to the other.
    func hasSameOrigin(as other: TransferURL) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    /// Encoding makes a URL longer, so this holds before and after.
    private static func checkLength(_ url: String) throws(TransferError) {
        guard url.utf8.count <= longest else {
            throw TransferError(.badURL, "the URL is longer than \(longest) bytes", host: "")
        }
    }

    private static func checkBytes(_ url: String) throws(TransferError) {
        try checkLength(url)
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f && $0 != 0x5c }) else {
            throw TransferError(.badURL, "the URL has a space, control character or backslash", host: "")
        }
    }

    /// Encodes what is not ASCII after the host (RFC 3987, 3.1); an international host is libcurl's task.
    private static func percentEncoded(_ url: String) -> String {
        let bytes = Array(url.utf8)
        guard bytes.contains(where: { $0 >= 0x80 }) else { return url }
        // libcurl reads "http:/host" and "http:///host" as "http://host".
        let isBeforeHost: (UInt8) -> Bool = { $0 == 0x3a || $0 == 0x2f }
        let colon = bytes.firstIndex(of: 0x3a) ?? 0
        let start = bytes[colon...].firstIndex { !isBeforeHost($0) } ?? bytes.count
        let isEndOfHost: (UInt8) -> Bool = { $0 == 0x2f || $0 == 0x3f || $0 == 0x23 }
        let pathStart = bytes[start...].firstIndex(where: isEndOfHost) ?? bytes.count
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded = Array(bytes[..<pathStart])
        for byte in bytes[pathStart...] {
            encoded += byte < 0x80 ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}

/// Owner of a `CURLU`.
@safe
private struct URLParser: ~Copyable {
    private let handle: OpaquePointer

    init(_ url: String) throws(TransferError) {
        guard let handle = unsafe curl_url() else {
            throw TransferError(.other(Int(CURLE_OUT_OF_MEMORY.rawValue)), "out of memory", host: "")
        }
        let code = unsafe curl_url_set(handle, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME))
        guard code == CURLUE_OK else {
            unsafe curl_url_cleanup(handle)
            throw TransferError(.badURL, unsafe String(cString: curl_url_strerror(code)), host: "")
        }
        unsafe self.handle = handle
        // The fragment is not sent and would only make equal places look different.
        _ = unsafe curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
    }

    deinit { unsafe curl_url_cleanup(handle) }

    /// Nil when the URL does not have that part; a missing port is the scheme's.
    func part(_ part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let flags = part == CURLUPART_PORT ? UInt32(CURLU_DEFAULT_PORT) : 0
        guard unsafe curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text = unsafe text else {
            return nil
        }
        defer { unsafe curl_free(text) }
        return unsafe String(cString: text)
    }
}
