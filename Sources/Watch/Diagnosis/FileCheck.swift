import Foundation

/// Whether the daemon's user may write where it must, and nobody else.
///
/// The daemon's user is the owner of the state directory. A file in it that belongs to someone else is what a command
/// run as root leaves behind: the daemon cannot write to it.
struct FileCheck {
    /// The files that the daemon writes in its state directory, besides those of a backup.
    private static let stateFiles = [
        "campwatch.sqlite", "campwatch.sqlite-wal", "campwatch.sqlite-shm", "campwatch.lock",
        "feeds.imported",
    ]
    private static let logFiles = ["alerts.log", "alerts.jsonl"]

    let directories: Directories

    func findings() -> [Finding] {
        let path = directories.state
        guard let state = FileMark(path: path), state.isDirectory else {
            return [
                Finding(
                    .state, .problem, "there is no directory \(path), or it may not be seen",
                    remedy: "start campwatchd once, name its --state, or join the group of its files")
            ]
        }
        return stateFindings(path, state) + logFindings(user: state.owner)
    }

    private func stateFindings(_ path: String, _ state: FileMark) -> [Finding] {
        let user = FileMark.userName(state.owner)
        if state.isWritableByAll {
            return [
                Finding(
                    .state, .problem, "everyone may write to \(path) (\(state.description))",
                    remedy: "chmod o-w \(path)")
            ]
        }
        guard state.isWritable(byUser: state.owner) else {
            return [
                Finding(
                    .state, .problem, "its own user may not write to \(path) (\(state.description))",
                    remedy: "chmod u+rwx \(path)")
            ]
        }
        let foreign = strangers(Self.stateFiles, in: path, user: state.owner)
        guard foreign.isEmpty else {
            return foreign.map { Finding(.state, .problem, $0.text, remedy: $0.remedy) }
        }
        return [Finding(.state, .ok, "\(path) is writable by \(user) (\(state.description))")]
    }

    private func logFindings(user: uid_t) -> [Finding] {
        let path = directories.logs
        guard let logs = FileMark(path: path), logs.isDirectory else {
            return [
                Finding(
                    .logs, .problem, "there is no directory \(path), or it may not be seen",
                    remedy: "make it, for the user \(FileMark.userName(user))")
            ]
        }
        let foreign = strangers(Self.logFiles, in: path, user: user)
        guard foreign.isEmpty else {
            return foreign.map { Finding(.logs, .problem, $0.text, remedy: $0.remedy) }
        }
        guard logs.isWritable(byUser: user) else {
            return [
                Finding(
                    .logs, .problem,
                    "\(FileMark.userName(user)) may not write to \(path) (\(logs.description)): no log is rotated",
                    remedy: "chown \(FileMark.userName(user)) \(path); chmod u+rwx \(path)")
            ]
        }
        return [Finding(.logs, .ok, "the alert logs in \(path) are writable by \(FileMark.userName(user))")]
    }

    /// Those of the files that exist and that the daemon's user cannot write to.
    private func strangers(
        _ names: [String], in directory: String, user: uid_t
    ) -> [(text: String, remedy: String)] {
        names.compactMap { name in
            let path = "\(directory)/\(name)"
            guard let file = FileMark(path: path) else { return nil }
            guard file.isRegular else {
                return ("\(path) is no regular file", "move it away; campwatchd makes a new one")
            }
            guard !file.isWritable(byUser: user) else { return nil }
            let name = FileMark.userName(user)
            return (
                "\(name) may not write to \(path) (\(file.description))",
                "chown \(name) \(path); chmod u+rw \(path)"
            )
        }
    }
}
