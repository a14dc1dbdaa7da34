import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Alerting

/// Real programs: the shell with small scripts, started by the sink as any other program.
@Suite(.timeLimit(.minutes(1))) struct CommandSinkTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// A sink that has the shell read a script.
    ///
    /// Were the script the program itself, a process that another test starts while it is written would keep it open,
    /// and "text file busy" would be the answer.
    private func sink(_ script: String, _ arguments: [String] = [], seconds: Double = 20) throws
        -> CommandSink
    {
        let path = try directory.write(script + "\n", to: "script")
        return CommandSink(
            name: "hook", arguments: ["/bin/sh", path] + arguments, timeLimit: .seconds(seconds))
    }

    private func failure(_ sink: CommandSink, _ alert: Alert = Samples.alert()) async -> String? {
        do {
            try await sink.deliver([alert])
            return nil
        } catch {
            return error.message
        }
    }

    private func file(_ name: String) throws -> String {
        try String(contentsOfFile: directory.file(name), encoding: .utf8)
    }

    @Test func theProgramGetsTheAlertOnItsInput() async throws {
        let alert = Samples.alert()

        try await sink("cat > \(directory.file("got"))").deliver([alert])

        #expect(try file("got") == AlertJSON.line(alert) + "\n")
    }

    @Test func argumentsAreNoShellText() async throws {
        let words = ["$(id)", "; rm -rf x", "`id`", "a b", "*", ""]
        let sink = try sink("printf '%s\\n' \"$@\" > \(directory.file("got"))", words)

        try await sink.deliver([Samples.alert(story: Samples.story(title: "$(touch /tmp/x) `id` ; id"))])

        #expect(try file("got") == words.joined(separator: "\n") + "\n")
    }

    @Test func theEnvironmentIsClean() async throws {
        // The shell adds some of its own.
        let allowed: Set<String> = ["PATH", "LANG", "PWD", "SHLVL", "_", "OLDPWD"]
        try #require(!allowed.isSuperset(of: ProcessInfo.processInfo.environment.keys))

        try await sink("env > \(directory.file("got"))").deliver([Samples.alert()])

        let names = try file("got").split(separator: "\n").map { String($0.prefix { $0 != "=" }) }
        #expect(allowed.isSuperset(of: names), "\(names)")
    }

    @Test func aFailureTellsCodeAndWordsMadeSafe() async throws {
        let sink = try sink("printf 'no \\033[2J such\\nhost' >&2; exit 3")

        let message = await failure(sink)

        #expect(message?.hasSuffix(" ended with code 3: no such host") == true, "\(message ?? "")")
    }

    @Test func muchOutputIsReadAndCut() async throws {
        let message = await failure(try sink("head -c 3000000 /dev/zero | tr '\\0' x; exit 1"))

        #expect((message?.utf8.count ?? 0) < 600 && message?.contains("xxx") == true)
    }

    @Test func aProgramThatReadsNothingMaySucceed() async throws {
        var alert = Samples.alert()
        alert.evidence = (0..<64).map { _ in
            Samples.evidence("relevant", sentence: String(repeating: "long ", count: 100))
        }

        #expect(await failure(try sink("exec <&-; sleep 0.1; exit 0"), alert) == nil)
    }

    @Test func aProgramThatTakesTooLongIsEndedWithItsChildren() async throws {
        let sink = try sink("sleep 30 & echo $! > \(directory.file("pid")); wait", seconds: 0.5)
        let start = ContinuousClock.now

        let message = await failure(sink)

        #expect(message?.contains("took longer than") == true && ContinuousClock.now - start < .seconds(10))
        let pid = try #require(Int32(try file("pid").trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(await hasEnded(pid))
    }

    @Test func whatIsLeftRunningIsEnded() async throws {
        try await sink("sleep 30 & echo $! > \(directory.file("pid"))").deliver([Samples.alert()])

        let pid = try #require(Int32(try file("pid").trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(await hasEnded(pid))
    }

    /// An orphan may stay a zombie until somebody takes its code.
    private func hasEnded(_ pid: Int32) async -> Bool {
        for _ in 0..<400 {
            let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
            if stat.isEmpty || stat.contains(") Z ") { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    @Test func aProgramThatIsNotThereIsAFailure() async {
        let sink = CommandSink(name: "hook", arguments: ["/nonexistent/hook"], timeLimit: .seconds(5))

        let message = await failure(sink)

        #expect(message == "/nonexistent/hook cannot be started: No such file or directory")
    }

    @Test func aSignalIsNamed() async throws {
        #expect(await failure(try sink("kill -9 $$"))?.contains("ended by signal 9") == true)
    }
}
