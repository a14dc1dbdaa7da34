import CCurl
import Foundation
import Glibc

/// Hands one message to a mail server (SMTP, RFC 5321) with libcurl, which also doubles the dots at the start of lines.
package struct MailTransfer: Sendable {
    /// How the connection is made safe; certificates are always checked.
    package enum Security: Sendable, Hashable {
        /// TLS from the first byte (port 465).
        case implicit
        /// STARTTLS before anything else is said, or no message (RFC 3207).
        case startTLS
        /// For a server on this machine only.
        case none
    }

    package struct Server: Sendable, Hashable {
        package var host: String
        package var port: Int
        package var security: Security
        package var credentials: TransferRequest.Credentials?
        /// A PEM file of certificate authorities instead of the system's.
        package var caFile: String?

        package init(
            host: String, port: Int, security: Security, credentials: TransferRequest.Credentials? = nil,
            caFile: String? = nil
        ) {
            self.host = host
            self.port = port
            self.security = security
            self.credentials = credentials
            self.caFile = caFile
        }
    }

    private static let connectTime = Duration.seconds(15)
    private static let totalTime = Duration.seconds(60)

    private let server: Server

    package init(server: Server) { self.server = server }

    /// Returns when the server has taken the message for every recipient; the addresses stand without brackets.
    ///
    /// The call of libcurl blocks, so it gets a thread of its own for at most a minute.
    package func send(
        _ message: [UInt8], from sender: String, to recipients: [String]
    ) async throws(TransferError) {
        let result: Result<Void, TransferError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { () throws(TransferError) in
                        try perform(message, from: sender, to: recipients)
                    })
            }
        }
        try result.get()
    }

    private func perform(
        _ message: [UInt8], from sender: String, to recipients: [String]
    ) throws(TransferError) {
        try CurlLibrary.start()
        let easy = try EasyHandle()
        let body = MailBody(message)
        try configureConnection(easy)
        try configureSecurity(easy)
        try configureUpload(easy, body)
        var list = HeaderList()
        for recipient in recipients { list.append("<\(recipient)>") }
        try easy.set(CURLOPT_MAIL_FROM, "<\(sender)>")
        try easy.set(CURLOPT_MAIL_RCPT, list)
        let status = withExtendedLifetime(body) { unsafe curl_easy_perform(easy.raw) }
        guard status != CURLE_OK else { return }
        let words =
            easy.errorMessage.isEmpty ? unsafe String(cString: curl_easy_strerror(status)) : easy.errorMessage
        throw TransferError(TransferError.Code(status, message: words), words, host: server.host)
    }

    private func configureConnection(_ easy: EasyHandle) throws(TransferError) {
        let scheme = server.security == .implicit ? "smtps" : "smtp"
        try easy.set(CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)")
        try easy.set(CURLOPT_PROTOCOLS_STR, scheme)
        try easy.set(CURLOPT_NOSIGNAL, 1)
        try easy.set(CURLOPT_QUICK_EXIT, 1)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, Self.connectTime.milliseconds)
        try easy.set(CURLOPT_TIMEOUT_MS, Self.totalTime.milliseconds)
        // Empty rather than unset: unset would take both from the environment.
        try easy.set(CURLOPT_PROXY, "")
        try easy.set(CURLOPT_NOPROXY, "")
        let raw = unsafe easy.raw
        try easy.check(
            unsafe ccurl_easy_set_open_socket_callback(raw, onOpenMailSocket), CURLOPT_OPENSOCKETFUNCTION)
    }

    private func configureSecurity(_ easy: EasyHandle) throws(TransferError) {
        let needsTLS = server.security != .none
        try easy.set(CURLOPT_USE_SSL, Int((needsTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue))
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let caFile = server.caFile { try easy.set(CURLOPT_CAINFO, caFile) }
        guard let credentials = server.credentials else { return }
        try easy.set(CURLOPT_USERNAME, credentials.user)
        try easy.set(CURLOPT_PASSWORD, credentials.password)
    }

    /// The callback gets the body unretained: `perform` keeps it until libcurl is done.
    private func configureUpload(_ easy: EasyHandle, _ body: MailBody) throws(TransferError) {
        try easy.set(CURLOPT_UPLOAD, 1)
        let raw = unsafe easy.raw
        try easy.check(
            unsafe ccurl_easy_set_data_callback(raw, CURLOPT_READFUNCTION, onMailBody), CURLOPT_READFUNCTION)
        try unsafe easy.setPointer(CURLOPT_READDATA, Unmanaged.passUnretained(body).toOpaque())
    }
}

/// What of a message libcurl has not taken yet; lives on the sending thread only.
private final class MailBody {
    private var rest: ArraySlice<UInt8>

    init(_ message: [UInt8]) { rest = message[...] }

    func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = rest.prefix(buffer.count)
        unsafe buffer.copyBytes(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
    }
}

/// CURLOPT_READFUNCTION: gives the next bytes; none end the message.
private func onMailBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context = unsafe context else { return Int(CURL_READFUNC_ABORT) }
    let body = unsafe Unmanaged<MailBody>.fromOpaque(context).takeUnretainedValue()
    return unsafe body.take(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

/// CURLOPT_OPENSOCKETFUNCTION: commands started as alert sinks must not inherit the connection.
private func onOpenMailSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let address = unsafe address else { return CURL_SOCKET_BAD }
    let type = unsafe address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return unsafe socket(address.pointee.family, type, address.pointee.protocol)
}
