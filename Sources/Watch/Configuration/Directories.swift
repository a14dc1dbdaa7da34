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

    /// Takes flags first, then what systemd says, else `./config` and `./state`.
    ///
    /// With `--state` the logs and the socket go there too: a
    /// second instance on other state must not write into the logs of the first.
    package init(config: String?, state: String?, environment: [String: String]) {
        func first(_ variable: String) -> String? {
            environment[variable]?.split(separator: ":").first.map(String.init)
        }
        self.config = config ?? first("CONFIGURATION_DIRECTORY") ?? "config"
        self.state = state ?? first("STATE_DIRECTORY") ?? "state"
        logs = (state == nil ? first("LOGS_DIRECTORY") : nil) ?? self.state
        runtime = (state == nil ? first("RUNTIME_DIRECTORY") : nil) ?? self.state
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
