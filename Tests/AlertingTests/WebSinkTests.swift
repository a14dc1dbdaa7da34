import Foundation
import HTTPTransfer
import NewsModel
import TestSupport
import Testing

@testable import Alerting

/// Receivers are real HTTP servers on the loopback interface.
@Suite struct WebSinkTests {
    private let secrets = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    private func transport(_ change: (inout TransferConfiguration) -> Void = { _ in }) -> WebTransport {
        var configuration = TransferConfiguration(userAgent: "campwatch/tests")
        change(&configuration)
        return WebTransport(configuration: configuration)
    }

    private func sink(_ url: String, allow: [String] = ["127.0.0.1"]) throws -> WebSink {
        WebSink(
            name: "desk", format: WebhookFormat(url: url, secrets: try WebhookSecrets(secrets)),
            transport: transport(), allowed: try allow.map { try AddressBlock($0) })
    }

    private func failure(_ sink: WebSink) async throws -> SinkError {
        do {
            try await sink.deliver([Samples.alert()])
        } catch {
            return error
        }
        Issue.record("nothing was refused")
        return SinkError(sink: "", message: "", isRetryable: true)
    }

    /// As a receiver does it: over what came, with the key that both know.
    private func verify(_ request: LoopbackRequest) throws -> Bool {
        let id = try #require(request.headers["webhook-id"])
        let time = try #require(request.headers["webhook-timestamp"].flatMap(Int.init))
        let expected = try WebhookSecrets(secrets).signature(id: id, timestamp: time, body: request.bodyText)
        let signatures = (request.headers["webhook-signature"] ?? "").split(separator: " ")
        return signatures.contains(expected[...]) && abs(Date().timeIntervalSince1970 - Double(time)) < 300
    }

    @Test func anAlertArrivesSignedAndWhole() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 204) }
        let alert = Samples.alert()

        try await sink(server.url("/hook")).deliver([alert])

        let request = try #require(server.requests.first)
        #expect(server.requests.count == 1 && request.method == "POST" && request.path == "/hook")
        #expect(request.headers["webhook-id"] == alert.id)
        #expect(request.headers["Content-Type"] == "application/json")
        #expect(request.bodyText == AlertJSON.line(alert))
        #expect(try verify(request))
    }

    @Test func aRepeatedAlertHasTheSameId() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 200) }
        let sink = try sink(server.url())

        for _ in 0..<2 { try await sink.deliver([Samples.alert()]) }

        #expect(Set(server.requests.map { $0.headers["webhook-id"] }).count == 1)
        #expect(Set(server.requests.map(\.bodyText)).count == 1)
    }

    @Test func aLongAlertStaysBelowTheAdvisedSize() throws {
        let sentence = String(repeating: "long ", count: 180)
        var alert = Samples.alert()
        alert.evidence = (0..<64).map { _ in Samples.evidence("relevant", sentence: sentence) }

        let note = AlertNote(alert)

        #expect(note.json.utf8.count < 20_000 && AlertJSON.line(alert).utf8.count > 20_000)
        #expect(try JSONSerialization.jsonObject(with: Data(note.json.utf8)) is [String: Any])
    }

    @Test(arguments: [400, 401, 404, 429, 500, 503])
    func aRefusalIsTriedAgain(status: Int) async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: status, text: "hunter2") }

        let error = try await failure(sink(server.url()))

        #expect(error.isRetryable && !error.endsSink && error.retryAfter == nil)
        #expect(error.message.hasPrefix("answered \(status)") && !error.message.contains("hunter2"))
    }

    @Test func goneEndsTheSink() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 410) }

        let error = try await failure(sink(server.url()))

        #expect(error.endsSink && error.message.contains("410"))
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let server = try LoopbackServer { request in
            request.path == "/here" ? .redirect(to: "/there", status: 307) : LoopbackReply(status: 200)
        }

        let error = try await failure(sink(server.url("/here")))

        #expect(error.message.contains("307") && server.requests.map(\.path) == ["/here"])
    }

    @Test(
        arguments: [
            (LoopbackReply(status: 503, headers: ["Retry-After": "7"]), 7.0),
            (LoopbackReply(status: 429, headers: ["Retry-After": "0"]), 1),
            (LoopbackReply(status: 429, headers: ["Retry-After": "999999999"]), 86_400),
            (LoopbackReply(status: 429, text: #"{"ok":false,"parameters":{"retry_after":35}}"#), 35),
            (LoopbackReply(status: 429, text: #"{"retry_after":1.5,"global":false}"#), 1.5),
            (LoopbackReply(status: 429, text: #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2500}"#), 2.5),
        ] as [(LoopbackReply, Double)])
    func theReceiverSaysHowLongToWait(reply: LoopbackReply, seconds: Double) async throws {
        let server = try LoopbackServer { _ in reply }

        #expect(try await failure(sink(server.url())).retryAfter == seconds)
    }

    @Test func aPrivateAddressIsRefusedUnlessTheSinkAllowsIt() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 200) }

        let error = try await failure(sink(server.url(), allow: []))

        #expect(error.isRetryable && error.message.contains("allow"))
        #expect(server.connectionCount == 0)
    }

    @Test func aDeadReceiverIsAnErrorWithoutTheSecretAddress() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 200) }
        let url = server.url("/hooks/T0P-SECRET")
        server.stop()

        let error = try await failure(sink(url))

        #expect(error.isRetryable && !error.message.contains("T0P-SECRET"))
    }

    @Test func aLongAnswerIsNotReadToItsEnd() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(status: 200, body: [UInt8](repeating: 97, count: 50_000))
        }

        try await sink(server.url()).deliver([Samples.alert()])

        #expect(server.requests.count == 1)
    }

    @Test func matrixPutsUnderTheAlertsId() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(status: 200, text: #"{"event_id":"$1"}"#) }
        let alert = Samples.alert()
        let format = MatrixFormat(server: server.url(""), room: "!r:example.org", token: "t0ken")
        let sink = WebSink(
            name: "room", format: format, transport: transport(), allowed: [try AddressBlock("127.0.0.1")])

        try await sink.deliver([alert])

        let request = try #require(server.requests.first)
        #expect(request.method == "PUT" && request.headers["Authorization"] == "Bearer t0ken")
        #expect(
            request.path == "/_matrix/client/v3/rooms/%21r%3Aexample.org/send/m.room.message/\(alert.id)")
    }
}

@Suite struct NetworkScheduleTests {
    @Test func theScheduleIsThatOfStandardWebhooksAndEnds() {
        let schedule = RetrySchedule.network
        let delays = (1...11).map { schedule.delay(beforeAttempt: $0) }

        #expect(delays == [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, nil])
        #expect(schedule.delay(beforeAttempt: 3, chance: 1) == 330)
    }
}
