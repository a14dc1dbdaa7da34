import CCurl

/// One transfer under way: its handle, what arrived so far, and the rules for what may arrive.
///
/// Lives on the loop's thread only. libcurl's callbacks reach it through an unretained pointer, so the loop
/// keeps it until the handle has left the multi handle.
final class Transfer {
    /// What to do when libcurl reports the end of a hop.
    enum Outcome {
        case finished(Result<TransferResponse, TransferError>)
        case redirected
    }

    let request: TransferRequest
    let limits: TransferLimits
    let policy: AddressPolicy
    let easy: EasyHandle
    var headerList = HeaderList()
    var resolveList = HeaderList()
    private(set) var url: TransferURL

    private let firstURL: TransferURL
    private let usesProxy: Bool
    private let extraPorts: [UInt16]
    private let started = ContinuousClock.now
    private var redirects: [TransferResponse.Redirect] = []
    private var answer: AnswerReader
    /// Set by a callback just before it makes libcurl stop.
    private var violation: TransferError?
    /// The last address that was refused; libcurl may still have found an acceptable one.
    private var refusedAddress: String?

    init(
        _ submission: Submission, on easy: EasyHandle, configuration: TransferConfiguration
    ) throws(TransferError) {
        request = submission.request
        url = submission.url
        firstURL = submission.url
        limits = request.limits ?? configuration.limits
        policy = configuration.addressPolicy
        usesProxy = configuration.proxy != nil
        extraPorts = configuration.extraPorts
        answer = AnswerReader(limits: limits, cutsAtLimit: request.cutsAtLimit)
        self.easy = easy
        try configure(configuration)
        try configureHop()
    }

    var timeLeft: Duration { limits.totalTime - (.now - started) }

    /// Credentials and added headers stay with the origin they were given for.
    var isAtFirstOrigin: Bool { firstURL.hasSameOrigin(as: url) }

    /// False stops the transfer.
    func receive(headerLine: UnsafeRawBufferPointer) -> Bool {
        keep { () throws(TransferError) in
            try answer.receive(headerLine: unsafe [UInt8](headerLine), host: url.host)
        }
    }

    /// False stops the transfer.
    func receive(body: UnsafeRawBufferPointer) -> Bool {
        let wireBytes = easy.number(CURLINFO_SIZE_DOWNLOAD_T)
        let isFine = keep { () throws(TransferError) in
            try unsafe answer.receive(body: body, wireBytes: wireBytes, host: url.host)
        }
        return isFine && !answer.isCut
    }

    /// False stops the transfer: some encodings swallow bytes without ever giving a body.
    func receivedOnWire(_ count: Int) -> Bool {
        // libcurl asks for every transfer in every round of the loop.
        if count <= limits.wireBytes { return true }
        return keep { () throws(TransferError) in try answer.checkWire(count, host: url.host) }
    }

    /// Whether a connection to the address may be opened or used again.
    func accepts(_ address: IPAddress?) -> Bool {
        // A proxy is the operator's choice; it alone decides about the addresses behind it.
        guard !usesProxy else { return true }
        guard let address else {
            refusedAddress = "an address of an unknown family"
            return false
        }
        guard let reason = policy.refusal(of: address, extra: request.allowedBlocks) else { return true }
        refusedAddress = "\(address) (\(reason))"
        return false
    }

    private func keep(_ body: () throws(TransferError) -> Void) -> Bool {
        do throws(TransferError) {
            try body()
            return true
        } catch {
            violation = error
            return false
        }
    }

    /// What follows from the end of a hop; on `.redirected` the handle is set up for the next one.
    func outcome(_ status: CURLcode) -> Outcome {
        do throws(TransferError) {
            if let violation { throw violation }
            guard status == CURLE_OK || answer.isCut else { throw failure(status) }
            guard let target = try redirectTarget() else { return .finished(.success(response())) }
            redirects.append(.init(status: answer.status, from: url.text, to: target.text))
            if request.stopsAtRedirect { return .finished(.success(response())) }
            try follow(target)
            return .redirected
        } catch {
            return .finished(.failure(error))
        }
    }

    private func response() -> TransferResponse {
        TransferResponse(
            status: answer.status, url: url.text, redirects: redirects, headers: answer.headers,
            body: answer.body,
            validators: Validators(of: answer.headers, maxBytes: limits.validatorBytes),
            duration: (.now - started).inSeconds, remoteAddress: easy.text(CURLINFO_PRIMARY_IP) ?? "")
    }

    private func failure(_ status: CURLcode) -> TransferError {
        let message = easy.errorMessage
        if let refusedAddress, status == CURLE_COULDNT_CONNECT || status == CURLE_ABORTED_BY_CALLBACK {
            return TransferError(
                .refusedAddress, "connecting to \(refusedAddress) is refused", host: url.host)
        }
        // libcurl has its own limit for one line, and this is how it says so.
        if status == CURLE_OUT_OF_MEMORY && !answer.hasHeaders {
            return TransferError(.headersTooLarge, "a header line is too long", host: url.host)
        }
        let text = message.isEmpty ? unsafe String(cString: curl_easy_strerror(status)) : message
        return TransferError(TransferError.Code(status, message: message), text, host: url.host)
    }

    /// Where the answer sends us, checked; nil when it is a final answer.
    private func redirectTarget() throws(TransferError) -> TransferURL? {
        guard request.method == .get, [301, 302, 303, 307, 308].contains(answer.status),
            answer.headers["Location"] != nil
        else { return nil }
        guard redirects.count < limits.redirects else {
            throw TransferError(.tooManyRedirects, "more than \(limits.redirects) redirects", host: url.host)
        }
        guard let location = easy.text(CURLINFO_REDIRECT_URL) else {
            throw TransferError(.refusedRedirect, "the Location of the redirect is not a URL", host: url.host)
        }
        return try checkedTarget(location)
    }

    private func checkedTarget(_ location: String) throws(TransferError) -> TransferURL {
        let target: TransferURL
        do throws(TransferError) {
            target = try TransferURL(location, extraPorts: extraPorts)
        } catch {
            throw TransferError(
                .refusedRedirect, "redirected to a refused URL: \(error.message)", host: url.host)
        }
        guard target.scheme == "https" || url.scheme == "http" else {
            throw TransferError(
                .refusedRedirect, "redirected from https to http on \(target.host)", host: url.host)
        }
        return target
    }

    private func follow(_ target: TransferURL) throws(TransferError) {
        guard timeLeft > .zero else {
            throw TransferError(.timedOut, "no time left to follow the redirect", host: url.host)
        }
        url = target
        answer = AnswerReader(limits: limits, cutsAtLimit: request.cutsAtLimit)
        refusedAddress = nil
        try configureHop()
    }
}
