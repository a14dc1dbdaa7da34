import HTTPTransfer

/// An address that is not public and therefore refused, until a person opens it to a feed.
package struct PrivateAddress: Hashable, Sendable {
    /// In numbers, without brackets.
    package var address: String
    /// What it is: "private network", "loopback".
    package var kind: String

    /// What a URL states outright; nil for a public address, and for a name, which only the look-up tells.
    ///
    /// `allowed` are CIDR blocks; one that does not read opens nothing.
    package init?(url: String, allowed: [String]) {
        // What is no URL is refused elsewhere, with a reason of its own.
        guard let host = try? TransferURL(url, extraPorts: []).host else { return nil }
        let isLocal = host == "localhost" || host.hasSuffix(".localhost")
        guard let address = IPAddress(isLocal ? "127.0.0.1" : host.filter { $0 != "[" && $0 != "]" }),
            let kind = AddressPolicy(allowed: allowed.compactMap { try? AddressBlock($0) }).refusal(
                of: address)
        else { return nil }
        self.address = address.unwrapped.description
        self.kind = kind
    }

    /// What the error of a failed refresh tells: "… connecting to 10.0.0.1 (private network) is refused …".
    package init?(error: String) {
        guard let match = error.firstMatch(of: /connecting to ([0-9a-fA-F.:]+) \(([^()]+)\) is refused/),
            IPAddress(String(match.1)) != nil
        else { return nil }
        address = String(match.1)
        kind = String(match.2)
    }
}
