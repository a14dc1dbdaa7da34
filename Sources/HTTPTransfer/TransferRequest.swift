import FoundationEssentials

/// One thing to fetch, or one message to post.
package struct TransferRequest: Sendable {
    /// What is asked of the server.
    package enum Method: Sendable, Hashable {
        /// Follows redirects within the limits.
        case get
        /// Sends a body and never follows a redirect: the 3xx answer is the response.
        case post(body: [UInt8], contentType: String)
        /// As `post`, for what may arrive twice without harm.
        case put(body: [UInt8], contentType: String)

        /// What is sent along; nil with `get`.
        var content: (body: [UInt8], type: String)? {
            switch self {
            case .get: nil
            case .post(let body, let type), .put(let body, let type): (body, type)
            }
        }
    }

    /// A user and password for this server only; not sent along to another origin.
    package struct Credentials: Sendable, Hashable {
        package var user: String
        package var password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// An http or https URL without user or password.
    package var url: String
    package var method: Method
    /// Extra fields.
    ///
    /// Those that frame the message or route it (`Host`, `Content-Length`, ...) are refused.
    package var headers: [HeaderField]
    package var validators: Validators
    package var credentials: Credentials?
    /// Address blocks this request may reach besides the loop's policy.
    package var allowedBlocks: [AddressBlock]
    /// Replaces the loop's limits.
    package var limits: TransferLimits?
    /// Makes a redirect the answer, for who must look at each address before it is asked for.
    ///
    /// The target is checked as ever and stands last in the response's `redirects`.
    package var stopsAtRedirect: Bool
    /// Makes the first `bodyBytes` of a longer body the answer, instead of an error.
    package var cutsAtLimit: Bool
    /// Answers in the resolver's place, as `host:port:address,address`; the addresses are checked like all others.
    package var resolvedAddresses: [String]

    package init(
        url: String, method: Method = .get, headers: [HeaderField] = [],
        validators: Validators = Validators(),
        credentials: Credentials? = nil, allowedBlocks: [AddressBlock] = [], limits: TransferLimits? = nil,
        stopsAtRedirect: Bool = false, cutsAtLimit: Bool = false, resolvedAddresses: [String] = []
    ) {
        self.url = url
        self.method = method
        self.headers = headers
        self.validators = validators
        self.credentials = credentials
        self.allowedBlocks = allowedBlocks
        self.limits = limits
        self.stopsAtRedirect = stopsAtRedirect
        self.cutsAtLimit = cutsAtLimit
        self.resolvedAddresses = resolvedAddresses
    }
}

extension TransferRequest {
    /// Fields that would break framing, leak to a proxy, or undo what the loop sets itself.
    private static let ownedByTheLoop: Set<String> = [
        "accept-encoding", "connection", "content-length", "content-type", "cookie", "expect", "host",
        "if-modified-since", "if-none-match", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    /// Fields that carry no secret and go along to wherever a redirect leads.
    private static let harmlessAnywhere: Set<String> = ["accept", "accept-language", "a-im"]

    /// Everything to send in order, or why a field cannot be sent.
    ///
    /// What the caller added may be a token of any name, so another origin gets only the harmless fields.
    func outgoingFields(for url: TransferURL, isFirstOrigin: Bool) throws(TransferError) -> [HeaderField] {
        var fields = headers
        if let credentials { fields.append(credentials.field) }
        if !isFirstOrigin { fields.removeAll { !Self.harmlessAnywhere.contains($0.name.lowercased()) } }
        for field in fields {
            let name = field.name.lowercased()
            if Self.ownedByTheLoop.contains(name) || name.hasPrefix("proxy-") {
                throw TransferError(
                    .badHeader, "header '\(field.name)' is set by campwatch itself", host: url.host)
            }
        }
        fields += validators.requestFields
        if let content = method.content {
            fields.append(HeaderField(name: "Content-Type", value: content.type))
        }
        for field in fields where !field.isSendable {
            throw TransferError(
                .badHeader, "header '\(field.name)' has characters that cannot be sent", host: url.host)
        }
        return fields
    }
}

extension TransferRequest.Credentials {
    /// Basic authentication (RFC 7617).
    ///
    /// libcurl's own would appear in the URLs it reports for redirects.
    fileprivate var field: HeaderField {
        let pair = Data("\(user):\(password)".utf8).base64EncodedString()
        return HeaderField(name: "Authorization", value: "Basic \(pair)")
    }
}

extension HeaderField {
    /// A token as name, and no control characters in the value (RFC 9110, 5.1 and 5.5).
    fileprivate var isSendable: Bool {
        let isToken = !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte)
        return isToken && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
