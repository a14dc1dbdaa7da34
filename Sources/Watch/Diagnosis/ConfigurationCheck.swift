import Foundation

/// Whether the files of the configuration can be read and mean something, and the secrets that they name.
struct ConfigurationCheck {
    private let directories: Directories
    private let problems: [ConfigurationError.Problem]
    private let configuration: Configuration?

    init(directories: Directories) {
        self.directories = directories
        problems = Daemon.check(directories)
        // What is wrong with it stands in `problems`.
        configuration = try? Configuration.load(path: directories.configurationFile)
    }

    /// The sinks besides the log; nil when the settings cannot be read.
    var sinkNames: [String]? { configuration.map { $0.sinks.keys.sorted() } }

    func findings() -> [Finding] { files() + secrets() }

    private func files() -> [Finding] {
        guard FileManager.default.fileExists(atPath: directories.config) else {
            return [
                Finding(
                    .configuration, .problem, "there is no directory \(directories.config)",
                    remedy: "name the directory of campwatch.toml with --config")
            ]
        }
        let wrong = problems.filter { !$0.isAboutASecret }
        if !wrong.isEmpty {
            return wrong.map {
                Finding(.configuration, .problem, $0.description, remedy: "mend it and reload")
            }
        }
        guard FileManager.default.fileExists(atPath: directories.rulesFile) else {
            return [
                Finding(
                    .configuration, .warning, "there is no \(directories.rulesFile): nothing raises an alert",
                    remedy: "put it back, and reload")
            ]
        }
        return [Finding(.configuration, .ok, "every file in \(directories.config) is read without a mistake")]
    }

    private func secrets() -> [Finding] {
        guard let sinks = configuration?.sinks else {
            return [Finding(.secrets, .unchecked, "not checked: campwatch.toml cannot be read")]
        }
        let names = Set(sinks.values.map(\.secretFile).filter { !$0.isEmpty }).sorted()
        guard !names.isEmpty else { return [Finding(.secrets, .ok, "no sink has a secret")] }
        let findings = names.map(secret).filter { $0.state != .ok }
        let wrong = problems.filter { $0.isAboutASecret && findings.isEmpty }.map {
            Finding(.secrets, .problem, $0.description, remedy: "write the secret anew and reload")
        }
        let files = names.count == 1 ? "the secret file is" : "all \(names.count) secret files are"
        let well = Finding(.secrets, .ok, "\(files) readable, and not for everyone")
        return findings + wrong + (findings.isEmpty && wrong.isEmpty ? [well] : [])
    }

    /// How one secret file stands; what only the daemon may see is not judged.
    private func secret(_ name: String) -> Finding {
        let path = SecretFile(directories: directories).path(name)
        guard let file = FileMark(path: path) else {
            if !name.contains("/") && directories.credentials == nil {
                return Finding(
                    .secrets, .unchecked,
                    "not checked: \(name) is not beside campwatch.toml, so it must be one of systemd's credentials, "
                        + "which the daemon alone sees")
            }
            return Finding(
                .secrets, .problem, "there is no secret file \(path), or it may not be seen",
                remedy: "write the secret there, with mode 640")
        }
        guard file.isRegular else {
            return Finding(
                .secrets, .problem, "\(path) is no regular file", remedy: "put the secret into a file")
        }
        guard !file.isReadableByAll else {
            return Finding(.secrets, .problem, "everyone may read \(path)", remedy: "chmod 640 \(path)")
        }
        guard access(path, R_OK) == 0 else {
            return Finding(
                .secrets, .unchecked,
                "not checked: this user may not read \(path), which is \(file.description)")
        }
        return Finding(.secrets, .ok, path)
    }
}

extension ConfigurationError.Problem {
    /// Told by the check of secrets, which knows more of them.
    fileprivate var isAboutASecret: Bool {
        message.hasPrefix("sinks.") && message.contains(".secret_file: ")
    }
}
