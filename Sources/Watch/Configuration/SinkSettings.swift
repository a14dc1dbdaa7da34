import Foundation

/// One section `[sinks.NAME]` of `campwatch.toml`; `docs/sinks.md` describes the keys of each type.
package struct SinkSettings: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case webhook, slack, discord, mattermost, teams, telegram, ntfy, matrix, command, feed, mail

        /// The kinds that send HTTP requests.
        var isWeb: Bool { ![.command, .feed, .mail].contains(self) }
    }

    package var kind = Kind.webhook
    package var url = ""
    /// A name below `$CREDENTIALS_DIRECTORY` or the configuration directory, or a whole path.
    package var secretFile = ""
    /// CIDR blocks of private addresses that this sink may reach.
    package var allowAddresses: [String] = []
    /// A chat of Telegram.
    package var chat = ""
    /// A room of Matrix.
    package var room = ""
    /// Program and arguments of a command.
    package var argv: [String] = []
    /// How long a command may run.
    package var timeout = Duration.seconds(30)
    /// Where the Atom file is written.
    package var path = ""
    /// Deals in the Atom file.
    package var entries = 100
    package var host = ""
    package var port = 587
    package var user = ""
    package var from = ""
    package var to: [String] = []
}

extension SinkSettings {
    /// Takes a sink from the section that the reader stands in.
    init(reading settings: inout SettingsReader) {
        var type = ""
        settings.string("type", into: &type, atMost: 20)
        let known = Kind.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        settings.check("type", Kind(rawValue: type) != nil, "must be one of \(known)")
        // With an unknown type no key is known; one error is enough.
        guard let kind = Kind(rawValue: type) else {
            settings.acceptAllKeys()
            return
        }
        self.kind = kind
        switch kind {
        case .command: readCommand(&settings)
        case .feed: readFeed(&settings)
        case .mail: readMail(&settings)
        default: readWeb(&settings)
        }
    }

    private mutating func readWeb(_ settings: inout SettingsReader) {
        settings.strings("allow_addresses", into: &allowAddresses)
        settings.string("secret_file", into: &secretFile, atMost: 1_000)
        if kind != .ntfy {
            settings.check("secret_file", !secretFile.isEmpty, "is needed; docs/sinks.md says what it holds")
        }
        switch kind {
        case .webhook, .ntfy, .matrix:
            settings.string("url", into: &url, atMost: 4_000)
            settings.check("url", hasWebAddress, "is needed, an http or https address")
        case .telegram:
            url = "https://api.telegram.org"
            settings.string("url", into: &url, atMost: 4_000)
            settings.check("url", hasWebAddress, "must be an http or https address")
            settings.string("chat", into: &chat, atMost: 100)
            settings.check("chat", !chat.isEmpty, "is needed: the chat's number, or \"@channel\"")
        default: break
        }
        if kind == .matrix {
            settings.string("room", into: &room, atMost: 300)
            settings.check(
                "room", room.hasPrefix("!"), "is needed: the room's id, such as \"!abc:example.org\"")
        }
    }

    private var hasWebAddress: Bool { ["http://", "https://"].contains(where: url.lowercased().hasPrefix) }

    private mutating func readCommand(_ settings: inout SettingsReader) {
        settings.strings("argv", into: &argv)
        settings.check(
            "argv", argv.first?.hasPrefix("/") == true,
            "is needed: the program's whole path and its arguments, such as [\"/usr/local/bin/notify\", \"-q\"]"
        )
        settings.duration("timeout", into: &timeout, in: .seconds(1) ... .seconds(600))
    }

    private mutating func readFeed(_ settings: inout SettingsReader) {
        settings.string("path", into: &path, atMost: 1_000)
        settings.check("path", !path.isEmpty, "is needed: the file to write, such as \"deals.atom\"")
        settings.integer("entries", into: &entries, in: 1...1_000)
    }

    private mutating func readMail(_ settings: inout SettingsReader) {
        settings.string("host", into: &host, atMost: 300)
        settings.check("host", !host.isEmpty, "is needed: the mail server to hand messages to")
        settings.integer("port", into: &port, in: 1...65_535)
        settings.string("user", into: &user, atMost: 300)
        settings.string("secret_file", into: &secretFile, atMost: 1_000)
        settings.check(
            "secret_file", user.isEmpty || !secretFile.isEmpty, "is needed with a user: the password's")
        settings.string("from", into: &from, atMost: 300)
        settings.strings("to", into: &to)
        settings.check("to", !to.isEmpty && to.count <= 50, "is needed: one to fifty addresses")
    }
}
