import Foundation
import HTTPTransfer
import Synchronization

/// Whether the names of subscribed feeds can be looked up.
struct NameCheck {
    /// Time for all look-ups together; they run beside each other.
    private static let patience = Duration.seconds(5)
    /// Hosts that are asked for: one may have gone for reasons of its own.
    private static let mostHosts = 3

    /// Of all the feeds that are refreshed.
    let hosts: [String]

    func finding() async -> Finding {
        let asked = Array(Set(hosts.compactMap(Self.name)).shuffled().prefix(Self.mostHosts))
        guard !asked.isEmpty else {
            return Finding(.names, .unchecked, "not checked: no feed is subscribed by a name")
        }
        let found = await resolve(asked)
        let failed = asked.filter { found[$0] == nil }
        if failed.isEmpty { return Finding(.names, .ok, "found \(asked.sorted().joined(separator: ", "))") }
        let reasons = failed.sorted().joined(separator: ", ")
        guard failed.count < asked.count else {
            return Finding(
                .names, .problem, "no feed's host is found: \(reasons)",
                remedy: "check the name servers of this machine (resolvectl status, /etc/resolv.conf)")
        }
        return Finding(
            .names, .warning, "not found: \(reasons); found: \(found.keys.sorted().joined(separator: ", "))",
            remedy: "look with `campwatch feeds check` whether the feed has moved")
    }

    /// The host without its port; nil for an address, which needs no look-up.
    private static func name(of host: String) -> String? {
        if host.hasPrefix("[") || host.isEmpty { return nil }
        let name = String(host.prefix { $0 != ":" })
        return IPAddress(name) == nil ? name : nil
    }

    /// The names that were found in time.
    ///
    /// getaddrinfo(3) cannot be broken off, so each look-up has a thread, which a silent name server keeps until the
    /// program ends.
    private func resolve(_ names: [String]) async -> [String: Bool] {
        let found = Answers()
        for name in names {
            Thread.detachNewThread { found.add(name, isFound: Self.isFound(name)) }
        }
        let end = ContinuousClock.now + Self.patience
        while found.count < names.count, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(20))
        }
        return found.found
    }

    private static func isFound(_ name: String) -> Bool {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return false }
        freeaddrinfo(list)
        return true
    }

    /// What the look-ups said so far.
    private final class Answers: Sendable {
        private let answers = Mutex<[String: Bool]>([:])

        func add(_ name: String, isFound: Bool) { answers.withLock { $0[name] = isFound } }

        var count: Int { answers.withLock { $0.count } }

        var found: [String: Bool] { answers.withLock { $0.filter(\.value) } }
    }
}
