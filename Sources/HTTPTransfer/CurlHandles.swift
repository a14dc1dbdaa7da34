import CCurl

/// libcurl's global state, set up once before the first handle and never torn down.
enum CurlLibrary {
    private static let status = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    static func start() throws(TransferError) {
        guard status == CURLE_OK else { throw TransferError(curl: status, "libcurl could not start") }
    }

    /// What to offer in `Accept-Encoding`: brotli only if the library can read it.
    static let acceptedEncodings: String = {
        guard let version = unsafe curl_version_info(CURLVERSION_TENTH) else { return "gzip, deflate" }
        let hasBrotli = unsafe version.pointee.features & CURL_VERSION_BROTLI != 0
        return hasBrotli ? "gzip, deflate, br" : "gzip, deflate"
    }()
}

extension CurlLibrary {
    /// The content encodings that an answer may have, by their names in its header.
    static let readableEncodings = Set(
        acceptedEncodings.split(separator: ", ").map(String.init) + ["x-gzip"])
}

/// Owner of one `CURL` transfer handle and the buffer of its error message.
@safe
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>

    init() throws(TransferError) {
        guard let raw = unsafe curl_easy_init() else {
            throw TransferError(curl: CURLE_OUT_OF_MEMORY, "no memory for a transfer")
        }
        unsafe self.raw = raw
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        takeErrorMessages()
    }

    deinit {
        unsafe curl_easy_cleanup(raw)
        unsafe errorText.deallocate()
    }

    private func takeErrorMessages() {
        // Without the buffer only the wording of messages suffers.
        _ = unsafe ccurl_easy_set_pointer(raw, CURLOPT_ERRORBUFFER, errorText)
    }

    /// Forgets all options and what the last transfer left; only the memory stays, and TLS sessions to resume.
    func reset() {
        unsafe curl_easy_reset(raw)
        unsafe errorText.update(repeating: 0, count: 1)
        takeErrorMessages()
    }

    /// What `MultiHandle.nextFinished()` names this handle by.
    var key: UInt { unsafe UInt(bitPattern: raw) }

    /// What libcurl last said about a failure; empty if nothing.
    var errorMessage: String { unsafe String(cString: errorText) }

    func set(_ option: CURLoption, _ value: Int) throws(TransferError) {
        try check(unsafe ccurl_easy_set_long(raw, option, value), option)
    }

    func setLarge(_ option: CURLoption, _ value: Int) throws(TransferError) {
        try check(unsafe ccurl_easy_set_off_t(raw, option, curl_off_t(value)), option)
    }

    /// libcurl copies the text; nil puts the option back to its default.
    func set(_ option: CURLoption, _ value: String?) throws(TransferError) {
        try check(unsafe ccurl_easy_set_string(raw, option, value), option)
    }

    /// The pointer must stay valid as long as the handle may use it.
    func setPointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) throws(TransferError) {
        try check(unsafe ccurl_easy_set_pointer(raw, option, value), option)
    }

    /// The list must outlive the handle.
    func set(_ option: CURLoption, _ list: borrowing HeaderList) throws(TransferError) {
        try check(unsafe ccurl_easy_set_list(raw, option, list.raw), option)
    }

    func check(_ status: CURLcode, _ option: CURLoption) throws(TransferError) {
        guard status != CURLE_OK else { return }
        throw TransferError(curl: status, "libcurl refused option \(option.rawValue)")
    }

    func text(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard unsafe ccurl_easy_get_string(raw, info, &value) == CURLE_OK, let value = unsafe value else {
            return nil
        }
        return unsafe String(cString: value)
    }

    func number(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return unsafe ccurl_easy_get_off_t(raw, info, &value) == CURLE_OK ? Int(value) : 0
    }
}

/// Owner of a `curl_slist`.
@safe
struct HeaderList: ~Copyable {
    private(set) var raw: UnsafeMutablePointer<curl_slist>?

    init() { unsafe raw = nil }

    deinit { unsafe curl_slist_free_all(raw) }

    /// libcurl copies the line.
    mutating func append(_ line: String) {
        // On lack of memory the old list stays in force.
        if let longer = unsafe curl_slist_append(raw, line) { unsafe raw = longer }
    }
}

/// Owner of the `CURLM` that drives all transfers of a loop.
///
/// Unchecked: `wake()` is the one call that libcurl allows from any thread; all others are made by the
/// loop's thread alone.
@safe struct MultiHandle: ~Copyable, @unchecked Sendable {
    private let raw: UnsafeMutableRawPointer

    init(maxConnections: Int, maxConnectionsPerHost: Int) throws(TransferError) {
        guard let raw = unsafe curl_multi_init() else {
            throw TransferError(curl: CURLE_OUT_OF_MEMORY, "no memory for the transfer loop")
        }
        unsafe self.raw = raw
        // Idle ones count too: with no room for them a transfer would close the connection that the next needs.
        let kept = 2 * maxConnections
        unsafe ccurl_multi_set_long(raw, CURLMOPT_MAX_TOTAL_CONNECTIONS, kept)
        unsafe ccurl_multi_set_long(raw, CURLMOPT_MAX_HOST_CONNECTIONS, maxConnectionsPerHost)
        unsafe ccurl_multi_set_long(raw, CURLMOPT_MAXCONNECTS, kept)
    }

    deinit { unsafe curl_multi_cleanup(raw) }

    func wake() { unsafe curl_multi_wakeup(raw) }

    func add(_ easy: EasyHandle) throws(TransferError) {
        let status = unsafe curl_multi_add_handle(raw, easy.raw)
        guard status == CURLM_OK else {
            throw TransferError(
                .other(Int(status.rawValue)), unsafe String(cString: curl_multi_strerror(status)), host: "")
        }
    }

    func remove(_ easy: EasyHandle) { unsafe curl_multi_remove_handle(raw, easy.raw) }

    func perform() {
        var running: Int32 = 0
        unsafe curl_multi_perform(raw, &running)
    }

    /// Sleeps until a socket is ready, a timer is due or `wake()` was called.
    func wait() {
        var ready: Int32 = 0
        unsafe curl_multi_poll(raw, nil, 0, 60_000, &ready)
    }

    /// The next transfer that ended, named by its handle's address.
    func nextFinished() -> (key: UInt, status: CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(raw, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            return unsafe (
                key: UInt(bitPattern: message.pointee.easy_handle), status: message.pointee.data.result
            )
        }
        return nil
    }
}

extension TransferError {
    /// A libcurl failure that is not about one host.
    init(curl status: CURLcode, _ message: String) {
        let reason = unsafe String(cString: curl_easy_strerror(status))
        self.init(.other(Int(status.rawValue)), "\(message): \(reason)", host: "")
    }
}
