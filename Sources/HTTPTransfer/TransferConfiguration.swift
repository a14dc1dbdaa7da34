/// What all transfers of one `TransferLoop` have in common.
package struct TransferConfiguration: Sendable {
    /// Honest name, version and contact URL, as `campwatch/1.0 (+https://example.org/about)`.
    package var userAgent: String
    /// Transfers under way at once; the others wait in order of arrival (default 64).
    package var maxConnections = 64
    /// Transfers under way at once per host (default 2).
    package var maxConnectionsPerHost = 2
    package var limits = TransferLimits()
    package var addressPolicy = AddressPolicy()
    /// Ports below 1024 that URLs may name besides 80 and 443 (default none).
    package var extraPorts: [UInt16] = []
    /// A proxy URL, as `http://127.0.0.1:3128`; nil connects directly, whatever the environment says.
    ///
    /// With a proxy the address policy cannot see the final address: keep the proxy's own rules strict.
    package var proxy: String?
    /// A PEM file of certificate authorities instead of the system's.
    package var caFile: String?

    package init(userAgent: String) {
        self.userAgent = userAgent
    }
}
