package import FoundationEssentials
import NewsModel
import Persistence

/// Looks at everything that a running campwatch stands on, without changing anything.
///
/// The only thing that goes out on the network are look-ups of the names of subscribed feeds.
package struct Diagnosis {
    private let directories: Directories
    private let now: Date

    package init(directories: Directories, now: Date) {
        self.directories = directories
        self.now = now
    }

    /// Every finding, in the order of `Finding.Check`; takes as long as the slowest name server may (five seconds) and
    /// a reading of the whole database.
    package func findings() async -> [Finding] {
        let configuration = ConfigurationCheck(directories: directories)
        let files = FileCheck(directories: directories)
        let (database, feeds) = await databaseFindings(sinks: configuration.sinkNames)
        let hosts = feeds.filter { !$0.isPaused }.map(\.host)
        let names = await NameCheck(hosts: hosts).finding()
        return daemonFindings(namesAreFound: names.state == .ok) + configuration.findings() + files.findings()
            + DiskCheck(directories).findings()
            + database.filter { $0.check == .database } + [ClockCheck(feeds: feeds, now: now).finding()]
            + [names, RootsCheck(now: now).finding()]
            + database.filter { $0.check != .database }
    }

    private func daemonFindings(namesAreFound: Bool) -> [Finding] {
        do throws(ControlClient.Failure) {
            let status = try ControlClient(directories: directories).send(ControlRequest(.status)).status
            return DaemonCheck(now: now, namesAreFound: namesAreFound).findings(status)
        } catch {
            var isBusy = false
            if case .busy = error { isBusy = true }
            return [Finding(.daemon, isBusy ? .warning : .problem, error.description, remedy: error.remedy)]
        }
    }

    /// What the database is and says; the feeds in it.
    private func databaseFindings(sinks: [String]?) async -> (findings: [Finding], feeds: [Feed]) {
        do throws(StoreError) {
            let store = try Store.open(path: directories.database, mode: .reader)
            let file = await DatabaseCheck(store: store).finding()
            let feeds = try await store.feeds()
            let outbox = try await OutboxCheck(store: store, sinks: sinks, now: now).findings()
            let lag = try await store.alertLag(since: now.addingTimeInterval(-AlertLag.window))
            return ([file, FeedCheck.finding(feeds)] + outbox + [LagCheck.finding(lag)], feeds)
        } catch  where error.code == .missing {
            let text = "there is no database at \(directories.database)"
            return (
                [Finding(.database, .problem, text, remedy: "start campwatchd once, or name its --state")], []
            )
        } catch  where error.code == .forbidden {
            return ([Finding(.database, .unchecked, "not checked: this user may not read it")], [])
        } catch {
            return ([Finding(.database, .problem, error.description, remedy: error.remedy)], [])
        }
    }
}

extension AlertLag {
    /// The lag is that of the last seven days, in seconds.
    package static let window: Double = 7 * 86_400
}
