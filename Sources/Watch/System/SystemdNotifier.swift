import Foundation

/// Tells the service manager how the daemon is (sd_notify(3)): one datagram to `NOTIFY_SOCKET` for each message.
///
/// Without a service manager every call does nothing. A message that cannot be sent is dropped: the manager's
/// own time limits cover that, and there is nobody else to tell.
package struct SystemdNotifier: Sendable {
    private let address: String?
    /// The manager expects a sign of life within this time; nil when it keeps no watchdog on this process.
    package let watchdogInterval: Duration?

    package init(environment: [String: String]) {
        address = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isForUs = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
        watchdogInterval =
            isForUs ? environment["WATCHDOG_USEC"].flatMap(Int64.init).map(Duration.microseconds) : nil
    }

    package func ready() { send("READY=1") }

    package func stopping() { send("STOPPING=1") }

    package func alive() { send("WATCHDOG=1") }

    package func status(_ text: String) { send("STATUS=\(OneLine.text(text, atMost: 200))") }

    /// Says that a reload begins.
    ///
    /// `ready` ends it; the time is for `Type=notify-reload`.
    package func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        send("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1_000)")
    }

    private func send(_ message: String) {
        guard let address, let target = UnixAddress(path: address) else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // A manager that does not read must not hold the daemon.
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let bytes = Array(message.utf8)
        _ = target.withSocketAddress { pointer, length in
            sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, length)
        }
    }
}
