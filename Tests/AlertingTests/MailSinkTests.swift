import Foundation
import HTTPTransfer
import NewsModel
import TestSupport
import Testing

@testable import Alerting

/// Mail through a real server on the loopback interface.
@Suite(.enabled(if: SMTPPeer.isAvailable), .timeLimit(.minutes(2))) struct MailSinkTests {
    private func sink(
        _ peer: SMTPPeer, _ security: MailTransfer.Security = .none, caFile: String? = nil,
        password: String? = nil
    ) throws -> MailSink {
        let credentials = password.map { TransferRequest.Credentials(user: "watch", password: $0) }
        return MailSink(
            name: "mail",
            server: MailTransfer.Server(
                host: "127.0.0.1", port: peer.port, security: security, credentials: credentials,
                caFile: caFile),
            from: try #require(MailAddress("campwatch@news.example")),
            to: try ["desk@news.example", "o'brien+ai@news.example"].map { try #require(MailAddress($0)) })
    }

    private func failure(_ sink: MailSink) async throws -> SinkError {
        do {
            try await sink.deliver([Samples.alert()])
        } catch {
            return error
        }
        Issue.record("nothing was refused")
        return SinkError(sink: "", message: "", isRetryable: true)
    }

    @Test func aMessageArrivesAtEveryRecipient() async throws {
        let peer = try SMTPPeer()
        let alert = Samples.alert()

        try await sink(peer).deliver([alert])

        let mail = try #require(try peer.received().first)
        let parsed = try ParsedMail(mail.data)
        #expect(mail.from == "campwatch@news.example" && !mail.isEncrypted)
        #expect(mail.to == ["desk@news.example", "o'brien+ai@news.example"])
        #expect(parsed.headers["message-id"] == "<\(alert.id)@news.example>")
        #expect(parsed.parts.map(\.type) == ["text/plain", "text/html"])
        #expect(parsed.parts[0].text.contains("Mistral AI €1.3bn announced (94 %)\r\n"))
        #expect(parsed.parts[1].text.contains("<a href=\"https://news.example/a?b=1\">Chip machine"))
    }

    @Test func startTLSIsUsedAndThePasswordGoesThroughIt() async throws {
        let peer = try SMTPPeer(tls: true)

        try await sink(peer, .startTLS, caFile: peer.caFile, password: "pa:ss wörd").deliver([Samples.alert()]
        )

        let mail = try #require(try peer.received().first)
        #expect(mail.isEncrypted && mail.user == "watch")
    }

    @Test func aServerWithoutTLSGetsNothing() async throws {
        let peer = try SMTPPeer()

        let error = try await failure(sink(peer, .startTLS, caFile: nil, password: "pa:ss wörd"))

        #expect(error.isRetryable && !error.message.contains("pa:ss"))
        #expect(try peer.received().isEmpty)
    }

    @Test func aCertificateOfNobodyIsRefused() async throws {
        let peer = try SMTPPeer(tls: true)

        let error = try await failure(sink(peer, .startTLS, password: "pa:ss wörd"))

        #expect(error.message.contains("certificate"))
        #expect(try peer.received().isEmpty)
    }

    @Test func aWrongPasswordIsAnErrorWithoutIt() async throws {
        let peer = try SMTPPeer(tls: true)

        let error = try await failure(sink(peer, .startTLS, caFile: peer.caFile, password: "hunter2"))

        #expect(error.isRetryable && !error.message.contains("hunter2"))
        #expect(try peer.received().isEmpty)
    }

    @Test func aRefusedMessageIsTriedAgain() async throws {
        let peer = try SMTPPeer(refuses: true)

        #expect(try await failure(sink(peer)).isRetryable)
    }

    /// Titles and names are what feeds say; neither may add a header, a recipient or a second message.
    @Test(arguments: [
        "x\r\nBcc: victim@example.org", "x\n\nsecond body", ".\r\nQUIT", "\r\n.\r\nMAIL FROM:<a@b>",
        "=?UTF-8?B?SGFsbG8=?=", String(repeating: "資金調達", count: 60), "a\u{0}b\u{85}c\u{2028}d",
    ])
    func nothingInATitleOrNameLeavesItsPlace(text: String) async throws {
        let peer = try SMTPPeer()
        let deal = Samples.deal(parties: [Samples.party(text, "investor"), Samples.party("b", "recipient")])
        let alert = Samples.alert(deal: deal, story: Samples.story(title: text))
        let sink = MailSink(
            name: "mail", server: .init(host: "127.0.0.1", port: peer.port, security: .none),
            from: try #require(MailAddress("a@news.example")),
            to: [try #require(MailAddress("b@news.example"))],
            names: { $0 })

        try await sink.deliver([alert])

        let mail = try peer.received()
        let parsed = try ParsedMail(try #require(mail.first).data)
        #expect(mail.count == 1 && mail[0].to == ["b@news.example"])
        #expect(
            Set(parsed.headers.keys) == [
                "date", "from", "to", "subject", "message-id", "auto-submitted", "mime-version",
                "content-type",
            ])
        #expect(parsed.subject == AlertNote(alert) { $0 }.headline)
        #expect(
            mail[0].data.split(separator: "\r\n").allSatisfy {
                $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x7F }
            })
    }
}

@Suite struct MailTextTests {
    @Test(arguments: [
        ("desk@example.org", true), ("a.b+c@x-y.example", true), ("desk@localhost", true),
        ("Desk <a@b.c>", false),
        ("a@b@c", false), ("a b@c.d", false), ("a@b\r\nRCPT TO:<x@y>", false), ("a@b>", false),
        ("@b.c", false),
        ("a@", false), ("a..b@c.d", false), ("", false), ("ü@b.c", false),
    ])
    func addressesArePlain(text: String, isGood: Bool) {
        #expect((MailAddress(text)?.description == text) == isGood)
    }

    @Test func datesAreThoseOfMail() {
        #expect(MailHeader.date(Samples.time) == "Sat, 21 Nov 2026 09:14:03 +0000")
        #expect(MailHeader.date(Date(timeIntervalSince1970: 0)) == "Thu, 01 Jan 1970 00:00:00 +0000")
    }

    @Test(arguments: [
        ("127.0.0.1", 25, MailTransfer.Security.none), ("localhost", 587, .none), ("[::1]", 25, .none),
        ("mail.example.org", 587, .startTLS), ("mail.example.org", 25, .startTLS),
        ("mail.example.org", 465, .implicit), ("10.0.0.1", 25, .startTLS),
        ("localhost.example.org", 25, .startTLS),
    ])
    func tlsIsRequiredExceptToThisMachine(host: String, port: Int, security: MailTransfer.Security) {
        #expect(MailTransfer.Security(host: host, port: port) == security)
    }
}

/// A message as a mail program reads it, far enough for these tests.
private struct ParsedMail {
    struct Part {
        var type: String
        var text: String
    }

    /// By lower-case name, unfolded; a name that comes twice has both values.
    var headers: [String: String] = [:]
    var parts: [Part] = []

    init(_ data: String) throws {
        let (head, body) = Self.split(data)
        headers = Self.headers(head)
        let boundary = try #require(headers["content-type"]?.split(separator: "\"").dropFirst().first)
        for piece in body.components(separatedBy: "--\(boundary)").dropFirst().dropLast() {
            let (head, body) = Self.split(String(piece.drop { $0.isNewline }))
            let type = Self.headers(head)["content-type"]?.prefix { $0 != ";" } ?? ""
            let content = try #require(Data(base64Encoded: body, options: .ignoreUnknownCharacters))
            parts.append(Part(type: String(type), text: String(decoding: content, as: UTF8.self)))
        }
    }

    /// The subject with its encoded words read (RFC 2047, 6.2: blanks between them do not count).
    var subject: String {
        (headers["subject"] ?? "").split(separator: " ").reduce(into: (text: "", wasWord: true)) {
            result, word in
            let inner = word.hasPrefix("=?UTF-8?B?") ? word.dropFirst(10).dropLast(2) : nil
            let decoded = inner.flatMap { Data(base64Encoded: String($0)) }.map {
                String(decoding: $0, as: UTF8.self)
            }
            result.text +=
                (result.wasWord && (decoded != nil || result.text.isEmpty) ? "" : " ")
                + (decoded ?? String(word))
            result.wasWord = decoded != nil
        }.text
    }

    private static func split(_ text: String) -> (head: String, body: String) {
        let parts = text.components(separatedBy: "\r\n\r\n")
        return (parts[0], parts.dropFirst().joined(separator: "\r\n\r\n"))
    }

    private static func headers(_ head: String) -> [String: String] {
        let unfolded = head.replacingOccurrences(of: "\r\n ", with: " ")
        return unfolded.components(separatedBy: "\r\n").reduce(into: [:]) { headers, line in
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { return headers["broken line"] = line }
            let value = pair[1].trimmingCharacters(in: .whitespaces)
            let name = pair[0].lowercased()
            headers[name] = headers[name].map { $0 + " AND " + value } ?? value
        }
    }
}
