import FoundationEssentials

/// Whether the daemon that answers is well.
struct DaemonCheck {
    /// Every part beats at least every ten seconds; systemd's watchdog has the same patience.
    private static let longestSilence = 60.0

    let now: Date
    /// For whoever asks: the service may be shut in more tightly.
    var namesAreFound = false

    func findings(_ status: DaemonStatus?) -> [Finding] {
        guard let status else {
            return [Finding(.daemon, .problem, "campwatchd gave no status", remedy: "look at its log")]
        }
        return [alive(status)] + [outage(status)].compactMap(\.self) + refused(status)
    }

    private func alive(_ status: DaemonStatus) -> Finding {
        let name = "campwatchd \(status.version) (pid \(status.pid))"
        let silent = (status.beats ?? [:]).filter { now.timeIntervalSince($0.value) > Self.longestSilence }
        if let (part, beat) = silent.min(by: { $0.value < $1.value }) {
            let seconds = Int(now.timeIntervalSince(beat))
            return Finding(
                .daemon, .problem, "\(name) answers, but its \(part) has made no progress for \(seconds) s",
                remedy: "look at its log, and restart it")
        }
        guard status.version == Version.current else {
            return Finding(
                .daemon, .warning, "\(name) runs, but this is campwatch \(Version.current)",
                remedy: "restart the daemon, so that both are the installed version")
        }
        return Finding(.daemon, .ok, "\(name) runs, and all its parts make progress")
    }

    private func outage(_ status: DaemonStatus) -> Finding? {
        status.outageSince.map {
            Finding(
                .daemon, .problem, "no host has answered since \($0.formatted(.iso8601))",
                remedy: namesAreFound
                    ? "names are found here, so look whether the service may reach the name servers of "
                        + "/etc/resolv.conf: IPAddressAllow in docs/operations.md, Service"
                    : "check network and DNS of this machine; fetching goes on by itself")
        }
    }

    private func refused(_ status: DaemonStatus) -> [Finding] {
        status.configurationErrors.map {
            Finding(
                .daemon, .problem, "the last reload was refused: \($0)",
                remedy: "mend the file and reload; until then the old configuration is in force")
        }
    }
}
