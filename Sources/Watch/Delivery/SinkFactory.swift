import Alerting
import Foundation
import HTTPTransfer

/// Makes the sinks of `campwatch.toml`; none is contacted yet.
struct SinkFactory {
    /// What is wrong with one key of a sink's section.
    struct Failure: Error {
        var key: String
        var message: String
    }

    let directories: Directories
    let transport: WebTransport
    let names: @Sendable (String) -> String

    init(
        directories: Directories, fetch: Configuration.Fetch, names: @escaping @Sendable (String) -> String
    ) {
        self.directories = directories
        self.names = names
        var configuration = TransferConfiguration(userAgent: fetch.transfers.userAgent)
        configuration.maxConnections = 16
        transport = WebTransport(configuration: configuration)
    }

    func sink(_ name: String, _ settings: SinkSettings) throws(Failure) -> any Sink {
        switch settings.kind {
        case .command: return try command(name, settings)
        case .mail: return try mail(name, settings)
        case .feed:
            return FeedSink(
                name: name, path: try file(settings), mostEntries: settings.entries, names: names)
        default:
            return WebSink(
                name: name, format: try format(settings), transport: transport,
                allowed: try blocks(settings.allowAddresses), names: names)
        }
    }

    private func command(_ name: String, _ settings: SinkSettings) throws(Failure) -> CommandSink {
        guard let program = settings.argv.first, isProgram(program) else {
            throw Failure(
                key: "argv", message: "\(settings.argv.first ?? "") is no program that campwatchd may run")
        }
        return CommandSink(name: name, arguments: settings.argv, timeLimit: settings.timeout)
    }

    private func mail(_ name: String, _ settings: SinkSettings) throws(Failure) -> MailSink {
        let isHost = settings.host.utf8.allSatisfy { byte in
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]".utf8.contains(byte)
        }
        guard isHost else { throw Failure(key: "host", message: "is no host name or address") }
        let credentials: TransferRequest.Credentials? =
            settings.user.isEmpty ? nil : .init(user: settings.user, password: try secret(settings))
        let server = MailTransfer.Server(
            host: settings.host, port: settings.port,
            security: MailTransfer.Security(host: settings.host, port: settings.port),
            credentials: credentials)
        var recipients: [MailAddress] = []
        for text in settings.to { recipients.append(try address(text, key: "to")) }
        return MailSink(
            name: name, server: server, from: try address(settings.from, key: "from"), to: recipients,
            names: names)
    }

    private func address(_ text: String, key: String) throws(Failure) -> MailAddress {
        if let address = MailAddress(text) { return address }
        throw Failure(key: key, message: "needs plain addresses such as desk@example.org, without a name")
    }

    private func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    /// A path that does not begin with a slash counts from the directory of the logs, and stays in it.
    private func file(_ settings: SinkSettings) throws(Failure) -> String {
        guard settings.path.hasPrefix("/") else {
            guard !settings.path.split(separator: "/").contains("..") else {
                throw Failure(
                    key: "path", message: "leads out of the directory of the logs; write the whole path")
            }
            return directories.logs + "/" + settings.path
        }
        let directory = settings.path.prefix(upTo: settings.path.lastIndex(of: "/") ?? settings.path.endIndex)
        try checkDirectory(directory.isEmpty ? "/" : String(directory))
        return settings.path
    }

    /// Whoever else may not write there, the daemon's user may; but what is not there, or read-only for everyone, fails.
    private func checkDirectory(_ path: String) throws(Failure) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(
                key: "path",
                message:
                    "there is no directory \(path) for campwatchd; make it, or write a name alone for one in "
                    + "the directory of the logs")
        }
        guard access(path, W_OK) == 0 || errno != EROFS else {
            throw Failure(
                key: "path",
                message:
                    "the directory \(path) is read-only for campwatchd; under systemd add it to ReadWritePaths=, "
                    + "or write a name alone for one in the directory of the logs")
        }
    }

    private func format(_ settings: SinkSettings) throws(Failure) -> any WebFormat {
        if !settings.url.isEmpty { _ = try checked(settings.url, key: "url", settings) }
        let url =
            settings.url.hasSuffix("/") && settings.kind != .webhook
            ? String(settings.url.dropLast()) : settings.url
        switch settings.kind {
        case .slack: return SlackFormat(url: try secretAddress(settings))
        case .discord: return DiscordFormat(url: try secretAddress(settings))
        case .mattermost: return MattermostFormat(url: try secretAddress(settings))
        case .teams: return TeamsFormat(url: try secretAddress(settings))
        case .telegram:
            return TelegramFormat(server: url, token: try token(settings), chat: settings.chat)
        case .matrix: return MatrixFormat(server: url, room: settings.room, token: try token(settings))
        case .ntfy:
            let token = settings.secretFile.isEmpty ? nil : try token(settings)
            guard let format = NtfyFormat(url: settings.url, token: token) else {
                throw Failure(
                    key: "url", message: "names no topic; write it such as \"https://ntfy.sh/topic\"")
            }
            return format
        default:
            return WebhookFormat(url: settings.url, secrets: try webhookSecrets(settings))
        }
    }

    private func secret(_ settings: SinkSettings) throws(Failure) -> String {
        do {
            return try SecretFile(directories: directories).read(settings.secretFile)
        } catch {
            throw Failure(key: "secret_file", message: error.description)
        }
    }

    private func webhookSecrets(_ settings: SinkSettings) throws(Failure) -> WebhookSecrets {
        let text = try secret(settings)
        do {
            return try WebhookSecrets(text)
        } catch {
            throw Failure(key: "secret_file", message: error.description)
        }
    }

    /// An address that lets everyone post who knows it.
    private func secretAddress(_ settings: SinkSettings) throws(Failure) -> String {
        let url = try secret(settings)
        guard isOneWord(url) else {
            throw Failure(key: "secret_file", message: "needs to hold the webhook's address alone")
        }
        return try checked(url, key: "secret_file", settings)
    }

    /// The address if messages can be sent there at all, and not in the clear through the Internet.
    private func checked(_ url: String, key: String, _ settings: SinkSettings) throws(Failure) -> String {
        let scheme: String
        do {
            scheme = try TransferURL(url, extraPorts: []).scheme
        } catch {
            // Its words name the host at most.
            throw Failure(key: key, message: "is no address to send to: \(error.message)")
        }
        guard scheme == "https" || !settings.allowAddresses.isEmpty else {
            throw Failure(
                key: key,
                message: "is an http address, and whoever carries the message could read it: use https; "
                    + "http is for receivers in allow_addresses only")
        }
        return url
    }

    private func token(_ settings: SinkSettings) throws(Failure) -> String {
        let token = try secret(settings)
        guard isOneWord(token) else {
            throw Failure(key: "secret_file", message: "needs to hold the token alone, on one line")
        }
        return token
    }

    private func isOneWord(_ text: String) -> Bool { text.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    private func blocks(_ texts: [String]) throws(Failure) -> [AddressBlock] {
        var blocks: [AddressBlock] = []
        for text in texts {
            do {
                blocks.append(try AddressBlock(text))
            } catch {
                throw Failure(key: "allow_addresses", message: error.description)
            }
        }
        return blocks
    }
}
