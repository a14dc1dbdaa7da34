import Foundation
import HTTPTransfer
import TestSupport
import Testing

@testable import Watch

@Suite struct SinkSettingsTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    /// What is wrong when the text is the configuration and a rule names the sink `desk`.
    private func problems(_ text: String, _ files: [String: String] = [:], mode: Int = 0o600) throws
        -> [String]
    {
        let world = try NewsWorld([:])
        try world.write(text, to: "campwatch.toml")
        try world.write(
            "[[rule]]\nname = \"all\"\nfilter = \"\"\nsinks = [\"log\", \"desk\"]\n", to: "rules.toml")
        for (name, content) in files {
            try world.write(content, to: name)
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: world.config + "/" + name)
        }
        return Daemon.check(Directories(config: world.config, state: world.state, environment: [:]))
            .map { $0.description.replacing(world.config + "/", with: "") }
    }

    @Test(arguments: [
        "type = \"webhook\"\nurl = \"https://hooks.example/x\"\nsecret_file = \"secret\"",
        "type = \"ntfy\"\nurl = \"https://ntfy.example/topic\"",
        "type = \"command\"\nargv = [\"/bin/cat\"]\ntimeout = \"5s\"",
        "type = \"feed\"\npath = \"deals.atom\"\nentries = 50",
        """
        type = "mail"
        host = "smtp.example.org"
        user = "watch"
        secret_file = "secret"
        from = "a@example.org"
        to = ["b@example.org"]
        """,
    ])
    func aWholeSinkIsTaken(keys: String) throws {
        #expect(try problems("[sinks.desk]\n" + keys, ["secret": Self.secret]).isEmpty)
    }

    @Test func aMistakeElsewhereDoesNotMakeTheSinksUnknown() throws {
        let sink = "[sinks.desk]\ntype = \"feed\"\npath = \"deals.atom\"\n"

        #expect(
            try problems(sink + "[polling]\njitter = 2\n")
                == ["campwatch.toml:5: polling.jitter must be a number from 0.0 to 1.0"])
    }

    @Test(arguments: [
        ("slack", ""), ("discord", ""), ("mattermost", ""), ("teams", ""), ("telegram", "chat = \"-100\""),
        ("matrix", "url = \"https://mx.example\"\nroom = \"!a:mx.example\""),
    ])
    func everyChatIsTaken(type: String, keys: String) throws {
        let text = "[sinks.desk]\ntype = \"\(type)\"\nsecret_file = \"secret\"\n\(keys)"

        #expect(try problems(text, ["secret": "https://chat.example/hook/1\n"]).isEmpty)
    }

    @Test(arguments: [
        ("type = \"pigeon\"", "campwatch.toml:2: sinks.desk.type must be one of \"webhook\", \"slack\""),
        ("url = \"https://x.example\"", "campwatch.toml:1: sinks.desk.type must be one of"),
        (
            "type = \"webhook\"\nurl = \"https://x.example\"",
            "campwatch.toml:1: sinks.desk.secret_file is needed"
        ),
        (
            "type = \"webhook\"\nurl = \"gopher://x\"\nsecret_file = \"secret\"",
            "campwatch.toml:3: sinks.desk.url is needed, an http or https address"
        ),
        (
            "type = \"slack\"\nurl = \"https://x.example\"\nsecret_file = \"secret\"",
            "campwatch.toml:3: unknown key \"sinks.desk.url\"; known: "
        ),
        (
            "type = \"webhook\"\nurl = \"https://x.example\"\nsecret_file = \"nowhere\"",
            "campwatch.toml:4: sinks.desk.secret_file: there is no file nowhere"
        ),
        (
            "type = \"webhook\"\nurl = \"https://x.example\"\nsecret_file = \"bad\"",
            "campwatch.toml:4: sinks.desk.secret_file: needs secrets such as whsec_"
        ),
        (
            "type = \"slack\"\nsecret_file = \"bad\"",
            "campwatch.toml:3: sinks.desk.secret_file: needs to hold the webhook's address alone"
        ),
        (
            "type = \"command\"\nargv = [\"cat\"]",
            "campwatch.toml:3: sinks.desk.argv is needed: the program's"
        ),
        (
            "type = \"command\"\nargv = [\"/etc\"]",
            "campwatch.toml:3: sinks.desk.argv: /etc is no"
        ),
        ("type = \"feed\"", "campwatch.toml:1: sinks.desk.path is needed"),
        (
            "type = \"feed\"\npath = \"../../etc/deals.atom\"",
            "campwatch.toml:3: sinks.desk.path: leads out of the directory of the logs; write the whole path"
        ),
        (
            "type = \"feed\"\npath = \"/nowhere/at/all/deals.atom\"",
            "campwatch.toml:3: sinks.desk.path: there is no directory /nowhere/at/all for campwatchd; make it, or"
        ),
        (
            "type = \"ntfy\"\nurl = \"http://ntfy.example/a\"",
            "campwatch.toml:3: sinks.desk.url: is an http address, and whoever"
        ),
        (
            "type = \"ntfy\"\nurl = \"https://me:pw@ntfy.example/a\"",
            "campwatch.toml:3: sinks.desk.url: is no address to send to: a user or password"
        ),
        (
            "type = \"mail\"\nhost = \"h\"\nfrom = \"Me <a@b.c>\"\nto = [\"b@c.d\"]",
            "campwatch.toml:4: sinks.desk.from: needs plain addresses"
        ),
        (
            "type = \"mail\"\nhost = \"h/x\"\nfrom = \"a@b.c\"\nto = [\"b@c.d\"]",
            "campwatch.toml:3: sinks.desk.host: is no host name"
        ),
        ("type = \"mail\"\nhost = \"h\"\nuser = \"u\"", "campwatch.toml:1: sinks.desk.secret_file is needed"),
        (
            "type = \"ntfy\"\nurl = \"https://ntfy.example\"",
            "campwatch.toml:3: sinks.desk.url: names no topic"
        ),
        (
            "type = \"ntfy\"\nurl = \"https://ntfy.example/a\"\nallow_addresses = [\"10.1\"]",
            "campwatch.toml:4: sinks.desk.allow_addresses: "
        ),
    ])
    func mistakesAreNamedWithTheirLine(keys: String, message: String) throws {
        let files = ["secret": Self.secret, "bad": "hunter2 hunter3"]
        let problems = try problems("[sinks.desk]\n" + keys, files)

        #expect(problems.contains { $0.hasPrefix(message) }, "\(problems)")
        #expect(!problems.contains { $0.contains("hunter2") })
    }

    @Test func aSecretThatEveryoneMayReadIsRefused() throws {
        let text = "[sinks.desk]\ntype = \"slack\"\nsecret_file = \"secret\""

        let problems = try problems(text, ["secret": "https://chat.example/1"], mode: 0o644)

        #expect(problems.count == 1 && problems[0].contains("everyone may read secret; `chmod 640` it"))
    }

    @Test func credentialsOfSystemdComeFirst() throws {
        let world = try NewsWorld([:])
        let credentials = try TemporaryDirectory()
        try credentials.write("https://chat.example/1\n", to: "hook")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o400], ofItemAtPath: credentials.file("hook"))
        let directories = Directories(
            config: world.config, state: world.state,
            environment: ["CREDENTIALS_DIRECTORY": credentials.path])

        #expect(try SecretFile(directories: directories).read("hook") == "https://chat.example/1")
    }

    @Test(arguments: ["log", "Desk", "a.b", "desk 2", ""])
    func aSinkHasAPlainName(name: String) throws {
        let problems = try problems("[sinks.\"\(name)\"]\ntype = \"ntfy\"\nurl = \"https://n.example/t\"\n")

        #expect(problems.contains { $0.contains("is no name for a sink") }, "\(problems)")
    }

    @Test func aRuleMayNameOnlySinksThatAreThere() throws {
        let problems = try problems("[sinks.other]\ntype = \"ntfy\"\nurl = \"https://n.example/t\"\n")

        #expect(problems.count == 1 && problems[0].contains("desk"), "\(problems)")
    }
}
