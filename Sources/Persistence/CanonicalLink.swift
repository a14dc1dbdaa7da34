/// The form of an article's address that stays the same from feed to feed.
///
/// It is a key, never fetched. Scheme (`http` counts as `https`), user, fragment, default port and tracking
/// parameters go; the host is in lower case. Other query parameters keep their order, since many sites name
/// the article in them.
package enum CanonicalLink {
    /// Gives nil for what is not http(s), and for a bare site address, which no article has.
    package static func of(_ link: String) -> String? {
        let trimmed = link.drop { $0.isWhitespace }
        guard let (scheme, afterScheme) = scheme(of: trimmed) else { return nil }
        let noFragment = afterScheme.prefix { $0 != "#" && !$0.isWhitespace }
        let authority = noFragment.prefix { $0 != "/" && $0 != "?" }
        let rest = noFragment.dropFirst(authority.count)
        let path = rest.prefix { $0 != "?" }
        let query = keptQuery(rest.dropFirst(path.count + 1))
        let host = host(of: authority, scheme: scheme)
        guard !host.isEmpty, path.count > 1 || !query.isEmpty else { return nil }
        return "https://" + host + (path.isEmpty ? "/" : path) + (query.isEmpty ? "" : "?" + query)
    }

    private static func scheme(of link: Substring) -> (String, Substring)? {
        for scheme in ["https", "http"] {
            let start = link.prefix(scheme.count + 3)
            if start.lowercased() == scheme + "://" { return (scheme, link.dropFirst(start.count)) }
        }
        return nil
    }

    private static func host(of authority: Substring, scheme: String) -> String {
        var host = authority.split(separator: "@", omittingEmptySubsequences: false).last?.lowercased() ?? ""
        for port in [scheme == "http" ? ":80" : ":443", ":"] where host.hasSuffix(port) {
            host.removeLast(port.count)
        }
        if host.hasSuffix(".") { host.removeLast() }
        return host
    }

    private static func keptQuery(_ query: Substring) -> String {
        query.split(separator: "&").filter { !isTracking($0) }.joined(separator: "&")
    }

    private static func isTracking(_ parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return trackingPrefixes.contains { name.hasPrefix($0) } || trackingNames.contains(name)
    }

    private static let trackingPrefixes = ["utm_", "guce_", "_hs", "at_campaign", "at_medium"]

    /// Click identifiers of advertisers, mailers and the analytics tools that news sites use.
    private static let trackingNames: Set<String> = [
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
        "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id", "wickedid",
        "cmpid", "cmp", "icid", "ncid", "smid", "s_cid", "spm", "xtor", "wt_mc", "wt.mc_id", "guccounter",
        "sr_share", "srnd", "ftag", "_ga", "_gl", "__twitter_impression",
    ]
}
