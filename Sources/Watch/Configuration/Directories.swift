import FoundationEssentials

/// Where the daemon reads and writes.
package struct Directories: Hashable, Sendable {
    /// `campwatch.toml`, `feeds.opml`, `companies.toml`, `rules.toml`, `lexicon/`.
    package var config: String
    /// The database and the daemon's lock.
    package var state: String
    /// The alert logs.
    package var logs: String
    /// The control socket.
    package var runtime: String
    /// systemd's credentials of the service; nil without it.
    package var credentials: String?

    /// Takes flags first, then what systemd says, else `./config` and `./state`, else where the package installs.
    ///
    /// With `--state` the logs and the socket go there too: a
    /// second instance on other state must not write into the logs of the first.
    package init(config: String?, state: String?, environment: [String: String]) {
        func first(_ variable: String) -> String? {
            environment[variable]?.split(separator: ":").first.map(String.init)
        }
        credentials = environment["CREDENTIALS_DIRECTORY"]
        let isInstalled = config == nil && state == nil && Self.isInstalled
        self.config =
            config ?? first("CONFIGURATION_DIRECTORY") ?? (isInstalled ? Self.installed.config : "config")
        self.state = state ?? first("STATE_DIRECTORY") ?? (isInstalled ? Self.installed.state : "state")
        let (logs, runtime) =
            isInstalled ? (Self.installed.logs, Self.installed.runtime) : (self.state, self.state)
        self.logs = (state == nil ? first("LOGS_DIRECTORY") : nil) ?? logs
        self.runtime = (state == nil ? first("RUNTIME_DIRECTORY") : nil) ?? runtime
    }

    /// Where the systemd unit of an installed campwatch reads and writes.
    private static let installed = (
        config: "/etc/campwatch", state: "/var/lib/campwatch", logs: "/var/log/campwatch",
        runtime: "/run/campwatch"
    )

    /// Nothing of campwatch is in the current directory, and it is installed.
    private static var isInstalled: Bool {
        let files = FileManager.default
        return !files.fileExists(atPath: "config/campwatch.toml") && !files.fileExists(atPath: "state")
            && files.fileExists(atPath: installed.config + "/campwatch.toml")
    }

    package var configurationFile: String { config + "/campwatch.toml" }
    package var feedsFile: String { config + "/feeds.opml" }
    package var rulesFile: String { config + "/rules.toml" }
    package var database: String { state + "/campwatch.sqlite" }
    package var lockFile: String { state + "/campwatch.lock" }
    /// The addresses of `feeds.opml` at its last reading.
    package var importedFeeds: String { state + "/feeds.imported" }
    package var controlSocket: String { runtime + "/campwatch.sock" }
}
