import Foundation

/// Reads what nobody else may know: from a file, never from an argument or the environment.
struct SecretFile {
    /// Why there is no secret; never quotes one.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private static let longest = 16 << 10

    let directories: Directories

    /// The text of the file without blanks at its ends.
    ///
    /// A name without a slash is looked for among systemd's credentials (`LoadCredential=`) first; a path that does not
    /// begin with a slash counts from the configuration directory.
    func read(_ name: String) throws(Failure) -> String {
        let path = path(name)
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Failure(description: "there is no file \(path), or campwatchd may not see it")
        }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.longest else {
            throw Failure(description: "\(path) is no regular file of at most 16 KiB")
        }
        guard status.st_mode & S_IROTH == 0 else {
            throw Failure(description: "everyone may read \(path); `chmod 640` it")
        }
        let data = try? Data(contentsOf: URL(fileURLWithPath: path))
        guard let text = data.flatMap({ String(data: $0, encoding: .utf8) }) else {
            throw Failure(description: "\(path) cannot be read as text; check its owner and mode")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty else { throw Failure(description: "\(path) is empty") }
        return secret
    }

    /// Where a secret of this name is looked for.
    func path(_ name: String) -> String {
        if name.hasPrefix("/") { return name }
        if !name.contains("/"), let credentials = directories.credentials {
            let path = credentials + "/" + name
            if FileManager.default.fileExists(atPath: path) { return path }
        }
        return directories.config + "/" + name
    }
}
