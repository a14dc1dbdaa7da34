/// Who is behind a feed, so that two addresses of one publisher count as one outlet.
///
/// The registrable domain of the feed's web page, because many feeds are served by others (FeedBurner); without a page,
/// that of the feed's own address.
package enum OutletOwner {
    /// Nil where no name is registered (an address, a bare host): such a feed stands for itself.
    package static func of(url: String, site: String?) -> String? {
        site.flatMap(domain) ?? domain(url)
    }

    private static func domain(_ address: String) -> String? {
        let lower = address.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
        let authority = lower.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }
        let host = authority.split(separator: "@").last?.split(separator: ":").first.map(String.init) ?? ""
        let labels = host.split(separator: ".")
        let isName = !host.hasPrefix("[") && labels.last?.contains { !$0.isNumber } == true
        return labels.count > 1 && isName ? RegistrableDomain.of(host) : nil
    }
}
