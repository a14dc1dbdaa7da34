import ArgumentParser
import Foundation
import Glibc
import TestSupport

/// Serves a folder of feed files on the loopback interface, for the demonstration and for trying things out.
@main
struct FeedSim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campwatch-feedsim",
        abstract: "Serves a folder of feeds, or hostile answers, over HTTP on 127.0.0.1.",
        discussion: """
            Text files may hold placeholders that are filled once, at the start: {{base}} is the address of \
            this server, {{rfc822-3h}} and {{iso-3h}} are the time three hours before the start in the form \
            that RSS and Atom want; minutes (m) and days (d) work too. They are answered with validators, and \
            with 304 while those hold.

            With --hostile every line of Tests/HOSTILE.md that a server can play is served under /hostile/; their \
            addresses are printed. Rows 30, 31, 32 and 41 are played by the tests only.

            One line for each request is logged: method, path, status and bytes of the body.
            """)

    @Option(help: ArgumentHelp("Folder with the files to serve.", valueName: "dir"), completion: .directory)
    var root: String?

    @Flag(help: "Serve hostile answers and print their addresses.")
    var hostile = false

    @Option(help: "Port to listen on; 0 lets the system choose.")
    var port: UInt16 = 0

    @Option(help: ArgumentHelp("Where the server's address is written once it listens.", valueName: "file"))
    var addressFile: String?

    @Option(help: ArgumentHelp("Where requests are logged (default: standard error).", valueName: "file"))
    var log: String?

    @Option(help: "Stop after so many seconds; without it SIGTERM or SIGINT ends the server.")
    var seconds: Int?

    func validate() throws {
        if root == nil && !hostile { throw ValidationError("Nothing to serve: give --root or --hostile.") }
        if let seconds, !(1...86_400).contains(seconds) {
            throw ValidationError("--seconds must be from 1 to 86400.")
        }
    }

    func run() throws {
        // Blocked before the server's threads start, so that every thread leaves them to the wait below.
        let signals = StopSignals()
        let log = try RequestLog(path: log)
        let shelf = FeedShelf()
        let inside = try Trouble.listening(on: 0) { request in
            log.write("BROKEN IN: \(request.method) \(request.path) reached the server inside")
            return LoopbackReply(status: 404)
        }
        let site = HostileSite(inside: String(inside.url().dropLast()))
        let server = try Trouble.listening(on: port) { [hostile] request in
            let reply = (hostile ? site.reply(to: request) : nil) ?? shelf.reply(to: request)
            log.write("\(request.method) \(request.path) \(reply.status) \(reply.body.count)")
            return reply
        }
        let base = String(server.url().dropLast())
        if let root {
            let count = try shelf.fill(from: root, base: base, now: Date())
            say("serving \(count) files of \(root) at \(base)/")
        }
        if hostile { for row in HostileSite.rows { say(base + row.path) } }
        if let addressFile {
            try write(base, to: addressFile)
        }
        signals.wait(seconds: seconds)
        server.stop()
        inside.stop()
    }

    /// Prints a line at once: whoever reads through a pipe must not wait for a full buffer.
    private func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    private func write(_ address: String, to file: String) throws {
        do {
            try Data((address + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            throw Trouble("\(file) cannot be written: check that its folder exists and may be written")
        }
    }
}

/// SIGTERM and SIGINT, taken by whoever waits instead of ending the process.
private struct StopSignals {
    private var signals = sigset_t()

    init() {
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Returns at the first of them, or when the time is over.
    func wait(seconds: Int?) {
        var signals = signals
        if let seconds {
            var time = timespec(tv_sec: seconds, tv_nsec: 0)
            sigtimedwait(&signals, nil, &time)
        } else {
            var taken: Int32 = 0
            sigwait(&signals, &taken)
        }
    }
}
