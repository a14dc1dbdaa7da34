/// Rows 23 to 29: redirects to where no reader may go.
extension HostileRow {
    static let targets: [HostileRow] = loops + schemes + addresses + spellings

    private static let loops = [
        HostileRow(23, "redirect-loop", .refused("redirect")) { _ in
            .redirect(to: "/hostile/23-redirect-loop", status: 301)
        },
        HostileRow(23, "redirect-chain", .refused("redirect")) { visit in
            .redirect(to: "/hostile/23-redirect-chain/\((Int(visit.tail) ?? 0) + 1)")
        },
    ]

    private static let schemes = [
        "file:///etc/passwd", "ftp://127.0.0.1/feed", "gopher://127.0.0.1:70/1",
        "dict://127.0.0.1:11211/stats",
        "smb://127.0.0.1/share", "scp://127.0.0.1/feed", "data:application/rss+xml,x", "javascript:alert(1)",
    ].map { target in
        let scheme = target.prefix { $0 != ":" }
        return HostileRow(24, "redirect-to-\(scheme)", .refused("refused url")) { _ in .redirect(to: target) }
    }

    /// One row for all spellings of private addresses; the number of the spelling follows the path.
    private static let addresses = [
        HostileRow(27, "private-address", .refused("connecting to")) { visit in
            let spellings = PrivateAddresses.spellings
            let spelling = spellings[(Int(visit.tail) ?? 0) % spellings.count]
            return .redirect(to: "http://\(spelling):\(visit.port)/")
        },
        HostileRow(25, "redirect-to-loopback", .refused("127.0.0.1 (loopback)")) { visit in
            .redirect(to: visit.inside + "/admin")
        },
        HostileRow(26, "redirect-to-mapped-loopback", .refused("loopback")) { visit in
            .redirect(to: "http://[::ffff:127.0.0.1]:\(visit.port)/")
        },
        HostileRow(28, "name-that-leads-inside", .refused("loopback")) { visit in
            .redirect(to: "http://localhost:\(visit.port)/")
        },
    ]

    private static let spellings = [
        ("user", "http://someone@example.org/"), ("password", "http://a:b@example.org/"),
        ("backslash", "http://example.org\\@127.0.0.1/"), ("port-22", "http://127.0.1.1:22/"),
        ("port-25", "http://127.0.1.1:25/"), ("port-6379", "http://127.0.1.1:6379/"),
        ("tab", "http://exam\tple.org/"),
    ].map { name, target in
        HostileRow(29, "redirect-with-\(name)", .refused("refused url")) { _ in .redirect(to: target) }
    }
}

extension HostileRow.Visit {
    /// The port of the server inside.
    fileprivate var port: Substring { inside.split(separator: ":").last ?? "80" }
}
