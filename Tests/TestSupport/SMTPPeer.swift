import Foundation

/// A mail server on the loopback interface: Python's aiosmtpd where it is installed, else a small one of Python's own parts.
///
/// It keeps every message, and stays alive until the last reference goes.
package final class SMTPPeer: Sendable {
    package static let isAvailable =
        ["/usr/bin/python3", "/usr/local/bin/python3"].contains(where: isProgram) || hasPython

    package let port: Int
    package let caFile: String
    private let directory: TemporaryDirectory
    private let processID: Int32

    /// What came of one message.
    package struct Received: Decodable {
        package var from: String
        package var to: [String]
        package var isEncrypted: Bool
        package var user: String?
        package var data: String
    }

    /// With `tls` it offers STARTTLS with a certificate for 127.0.0.1; with `refuses` it takes no message.
    package init(tls: Bool = false, refuses: Bool = false) throws {
        directory = try TemporaryDirectory()
        caFile = directory.file("cert.pem")
        try directory.write(Self.script, to: "peer.py")
        if tls { try Self.makeCertificate(in: directory) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "peer.py", tls ? "tls" : "plain", refuses ? "refuse" : "take"]
        process.currentDirectoryURL = directory.url
        process.standardError = FileHandle.nullDevice
        try process.run()
        processID = process.processIdentifier
        port = try Self.waitForPort(directory.file("port"))
    }

    deinit { kill(processID, SIGKILL) }

    /// The messages so far.
    package func received() throws -> [Received] {
        let text = (try? String(contentsOfFile: directory.file("mail.jsonl"), encoding: .utf8)) ?? ""
        return try text.split(separator: "\n").map {
            try JSONDecoder().decode(Received.self, from: Data($0.utf8))
        }
    }

    /// Forgets the messages so far; none may be on its way.
    package func forget() { unlink(directory.file("mail.jsonl")) }

    private static func waitForPort(_ path: String) throws -> Int {
        for _ in 0..<2_000 {
            if let text = try? String(contentsOfFile: path, encoding: .utf8), let port = Int(text) {
                return port
            }
            usleep(5_000)
        }
        throw CocoaError(.fileReadNoSuchFile)
    }

    private static let hasPython = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { isProgram("\($0)/python3") }

    private static func isProgram(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: path)
    }

    private static func makeCertificate(in directory: TemporaryDirectory) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=campwatch test",
            "-addext", "subjectAltName=IP:127.0.0.1",
        ]
        process.currentDirectoryURL = directory.url
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    private static let script = #"""
        import base64, json, os, socket, ssl, sys, threading

        uses_tls, refuses = sys.argv[1] == "tls", sys.argv[2] == "refuse"
        context = None
        if uses_tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("cert.pem", "key.pem")

        def keep(sender, recipients, encrypted, user, data):
            row = {"from": sender, "to": recipients, "isEncrypted": encrypted, "user": user,
                   "data": data.decode("utf-8", "replace")}
            with open("mail.jsonl", "a") as file:
                file.write(json.dumps(row) + "\n")

        def announce(port):
            with open("port.new", "w") as file:
                file.write(str(port))
            os.rename("port.new", "port")

        def with_aiosmtpd():
            from aiosmtpd.controller import Controller
            from aiosmtpd.smtp import AuthResult, LoginPassword

            class Handler:
                async def handle_DATA(self, server, session, envelope):
                    if refuses:
                        return "451 come back later"
                    user = session.auth_data.login.decode() if session.auth_data else None
                    keep(envelope.mail_from, envelope.rcpt_tos, session.ssl is not None, user,
                         envelope.original_content)
                    return "250 taken"

            def check(server, session, envelope, mechanism, data):
                good = isinstance(data, LoginPassword) and data.password == b"pa:ss w\xc3\xb6rd"
                return AuthResult(success=good, auth_data=data)

            listener = socket.socket()
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
            listener.close()
            Controller(Handler(), hostname="127.0.0.1", port=port, tls_context=context, authenticator=check,
                       require_starttls=uses_tls, auth_require_tls=uses_tls).start()
            announce(port)
            threading.Event().wait()

        def serve(connection):
            file, encrypted, user, sender, recipients = connection.makefile("rb"), False, None, "", []
            def say(text):
                connection.sendall(text.encode() + b"\r\n")
            say("220 peer ESMTP")
            while line := file.readline():
                words = line.decode().strip()
                verb = words.split(":")[0].split(" ")[0].upper()
                if verb == "EHLO":
                    say("250-peer")
                    if uses_tls and not encrypted:
                        say("250-STARTTLS")
                    say("250 AUTH PLAIN" if encrypted or not uses_tls else "250 HELP")
                elif verb == "STARTTLS" and uses_tls:
                    say("220 go on")
                    connection = context.wrap_socket(connection, server_side=True)
                    file, encrypted = connection.makefile("rb"), True
                elif uses_tls and not encrypted and verb != "QUIT":
                    say("530 STARTTLS first")
                elif verb == "AUTH":
                    parts = words.split(" ")
                    if len(parts) < 3:
                        say("334 ")
                        parts.append(file.readline().decode().strip())
                    _, login, password = base64.b64decode(parts[2]).split(b"\0")
                    good = password == b"pa:ss w\xc3\xb6rd"
                    user = login.decode() if good else None
                    say("235 welcome" if good else "535 wrong password")
                elif verb == "MAIL":
                    sender, recipients = words[words.index("<") + 1:words.index(">")], []
                    say("250 fine")
                elif verb == "RCPT":
                    recipients.append(words[words.index("<") + 1:words.index(">")])
                    say("250 fine")
                elif verb == "DATA":
                    say("354 go on")
                    data = b""
                    for part in iter(file.readline, b".\r\n"):
                        if not part:
                            return
                        data += part[1:] if part.startswith(b".") else part
                    if refuses:
                        say("451 come back later")
                    else:
                        keep(sender, recipients, encrypted, user, data)
                        say("250 taken")
                elif verb == "QUIT":
                    say("221 bye")
                    return connection.close()
                else:
                    say("502 unknown")

        def with_sockets():
            listener = socket.create_server(("127.0.0.1", 0))
            announce(listener.getsockname()[1])
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

        try:
            import aiosmtpd
        except ImportError:
            with_sockets()
        else:
            with_aiosmtpd()
        """#
}
