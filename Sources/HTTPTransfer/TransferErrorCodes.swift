import CCurl

extension TransferError.Code {
    /// Sorts libcurl's codes; `message` tells apart the two kinds of timeout that share one code.
    init(_ status: CURLcode, message: String) {
        switch status {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .resolve
        case CURLE_COULDNT_CONNECT, CURLE_SEND_ERROR: self = .connect
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CIPHER,
            CURLE_SSL_CERTPROBLEM, CURLE_USE_SSL_FAILED, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            self = .tls
        case CURLE_OPERATION_TIMEDOUT: self = message.hasPrefix("Operation too slow") ? .tooSlow : .timedOut
        case CURLE_FILESIZE_EXCEEDED: self = .tooLarge
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR: self = .partial
        case CURLE_BAD_CONTENT_ENCODING: self = .badEncoding
        case CURLE_HTTP2, CURLE_HTTP2_STREAM: self = .http2
        // The URL was checked before, so this is about the answer: HTTP/0.9 or no HTTP at all.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: self = .badResponse
        case CURLE_URL_MALFORMAT: self = .badURL
        default: self = .other(Int(status.rawValue))
        }
    }
}
