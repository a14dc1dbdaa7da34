/// The part of a host name that somebody has registered: `example.co.uk` of `news.example.co.uk:8080`.
///
/// A heuristic, not the public suffix list: two labels, or three where a country's second level is one of the usual
/// words. A wrong guess only makes a learned pause reach a little too far or not far enough.
package enum RegistrableDomain {
    private static let secondLevels: Set<String> = [
        "ac", "co", "com", "edu", "gen", "go", "gob", "gov", "gv", "info", "mil", "ne", "net", "nom", "or",
        "org", "re",
    ]
    /// Hosts of many publishers, each with a limit of its own.
    private static let shared: Set<String> = [
        "azurewebsites.net", "beehiiv.com", "blogspot.com", "bsky.social", "firebaseapp.com", "fly.dev",
        "ghost.io", "github.io", "gitlab.io", "hashnode.dev", "herokuapp.com", "livejournal.com",
        "medium.com",
        "micro.blog", "netlify.app", "onrender.com", "over-blog.com", "pages.dev", "readthedocs.io",
        "substack.com",
        "tumblr.com", "typepad.com", "vercel.app", "web.app", "webflow.io", "weebly.com", "wixsite.com",
        "wordpress.com", "workers.dev", "write.as",
    ]

    /// `host` may have a port; an address stands for itself.
    package static func of(_ host: String) -> String {
        if host.hasPrefix("[") { return host.split(separator: "]").first.map { $0 + "]" } ?? host }
        let name = host.split(separator: ":").first.map(String.init) ?? host
        let labels = name.lowercased().split(separator: ".")
        guard labels.count > 2, labels.contains(where: { $0.contains { !$0.isNumber } }) else {
            return name.lowercased()
        }
        let two = labels.suffix(2).joined(separator: ".")
        let isCountry = labels[labels.count - 1].count == 2
        let needsThree =
            isCountry && secondLevels.contains(String(labels[labels.count - 2])) || shared.contains(two)
        return needsThree ? labels.suffix(3).joined(separator: ".") : two
    }
}
