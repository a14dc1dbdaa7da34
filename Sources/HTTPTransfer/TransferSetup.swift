import CCurl

extension Transfer {
    /// What libcurl reads from a socket at once: most feeds whole, where each 16 KiB of its default take a round of the loop.
    ///
    /// Not more, because all of it counts as arrived before any is decompressed: with the usual limits a bomb in one
    /// such piece must still meet `expansion` before `bodyBytes`.
    private static let bufferBytes = 48 << 10

    /// Options that hold for all hops.
    ///
    /// Cookies, HSTS, alt-svc, netrc and HTTP/0.9 are off by libcurl's default and stay off. Redirects are
    /// followed by `outcome(_:)`, so that every target passes the same checks as the first URL.
    func configure(_ configuration: TransferConfiguration) throws(TransferError) {
        try configureCallbacks()
        try easy.set(CURLOPT_NOSIGNAL, 1)
        // Without it, ending a transfer waits for the name lookup, and one dead DNS server stops the loop.
        try easy.set(CURLOPT_QUICK_EXIT, 1)
        try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try easy.set(CURLOPT_FOLLOWLOCATION, 0)
        try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        try easy.set(CURLOPT_ACCEPT_ENCODING, CurlLibrary.acceptedEncodings)
        try easy.set(CURLOPT_USERAGENT, configuration.userAgent)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTime.milliseconds)
        try easy.set(CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeed)
        try easy.set(CURLOPT_LOW_SPEED_TIME, limits.lowSpeedTime)
        // Zero is no limit: what is longer is cut.
        try easy.setLarge(CURLOPT_MAXFILESIZE_LARGE, request.cutsAtLimit ? 0 : limits.wireBytes)
        // Only speed hangs on it, and libcurl refuses it to a handle whose last transfer never had a connection: the
        // buffer of that one is still there.
        try? easy.set(CURLOPT_BUFFERSIZE, Self.bufferBytes)
        try easy.set(CURLOPT_TCP_KEEPALIVE, 1)
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let caFile = configuration.caFile { try easy.set(CURLOPT_CAINFO, caFile) }
        // Empty rather than unset: unset would take both from the environment.
        try easy.set(CURLOPT_PROXY, configuration.proxy ?? "")
        try easy.set(CURLOPT_NOPROXY, "")
        try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        try configureResolver()
        try configureMethod()
    }

    private func configureResolver() throws(TransferError) {
        guard !request.resolvedAddresses.isEmpty else { return }
        var list = HeaderList()
        for answer in request.resolvedAddresses { list.append(answer) }
        try easy.set(CURLOPT_RESOLVE, list)
        resolveList = list
    }

    private func configureMethod() throws(TransferError) {
        guard let body = request.method.content?.body else { return }
        try easy.set(CURLOPT_POST, 1)
        if case .put = request.method { try easy.set(CURLOPT_CUSTOMREQUEST, "PUT") }
        try easy.setLarge(CURLOPT_POSTFIELDSIZE_LARGE, body.count)
        let copied = unsafe body.withUnsafeBytes {
            // libcurl copies the bytes; an empty body still needs a pointer.
            unsafe ccurl_easy_set_pointer(
                easy.raw, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: $0.baseAddress))
        }
        try easy.check(copied, CURLOPT_COPYPOSTFIELDS)
    }

    /// Options that change with each hop.
    func configureHop() throws(TransferError) {
        try easy.set(CURLOPT_URL, url.text)
        try easy.set(CURLOPT_TIMEOUT_MS, timeLeft.milliseconds)
        try configureHeaders()
    }

    private func configureHeaders() throws(TransferError) {
        var list = HeaderList()
        for field in try request.outgoingFields(for: url, isFirstOrigin: isAtFirstOrigin) {
            list.append("\(field.name): \(field.value)")
        }
        // Waiting for "100 Continue" costs a second with servers that do not know it.
        list.append("Expect:")
        try easy.set(CURLOPT_HTTPHEADER, list)
        headerList = list
    }

    /// The callbacks get the transfer unretained: the loop keeps it while libcurl has the handle.
    private func configureCallbacks() throws(TransferError) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        for option in [
            CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA, CURLOPT_OPENSOCKETDATA,
            CURLOPT_PREREQDATA,
        ] {
            try unsafe easy.setPointer(option, context)
        }
        try easy.set(CURLOPT_NOPROGRESS, 0)
        let raw = unsafe easy.raw
        try easy.check(
            unsafe ccurl_easy_set_data_callback(raw, CURLOPT_WRITEFUNCTION, onBody), CURLOPT_WRITEFUNCTION)
        try easy.check(
            unsafe ccurl_easy_set_data_callback(raw, CURLOPT_HEADERFUNCTION, onHeader), CURLOPT_HEADERFUNCTION
        )
        try easy.check(unsafe ccurl_easy_set_progress_callback(raw, onProgress), CURLOPT_XFERINFOFUNCTION)
        try easy.check(
            unsafe ccurl_easy_set_open_socket_callback(raw, onOpenSocket), CURLOPT_OPENSOCKETFUNCTION)
        try easy.check(
            unsafe ccurl_easy_set_before_request_callback(raw, onBeforeRequest), CURLOPT_PREREQFUNCTION)
    }
}
