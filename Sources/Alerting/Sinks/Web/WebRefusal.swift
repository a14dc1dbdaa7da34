import Foundation
import HTTPTransfer

/// An answer that is no 2xx, and what follows from it.
struct WebRefusal {
    private let status: Int
    private let wait: TimeInterval?

    /// Nil when the message was taken.
    init?(_ answer: TransferResponse, now: Date) {
        if 200..<300 ~= answer.status { return nil }
        status = answer.status
        let stated = RetryAfter.seconds(of: answer.headers, now: now, shortest: 1).map(TimeInterval.init)
        wait = stated ?? Self.waitInBody(answer.body)
    }

    /// The answer's body is nobody's business: a service may quote what it was sent.
    func error(sink: String) -> SinkError {
        SinkError(
            sink: sink, message: "answered \(status)\(meaning)", isRetryable: true, retryAfter: wait,
            endsSink: status == 410)
    }

    private var meaning: String {
        switch status {
        case 300..<400: ", a redirect, and those are not followed: put its target into the configuration"
        case 400, 413, 422: ": it does not understand the message; look at the sink's type and address"
        case 401, 403: ": it does not accept the secret"
        case 404: ": there is nothing at this address"
        case 410: ": this address is gone for good"
        case 429: ": too many messages"
        case 500...: ": it is out of order"
        default: ""
        }
    }

    /// What Telegram, Discord (`retry_after`, seconds) and Matrix (`retry_after_ms`) write into the body instead.
    private static func waitInBody(_ body: [UInt8]) -> TimeInterval? {
        guard let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else {
            return nil
        }
        let parameters = object["parameters"] as? [String: Any]
        let seconds =
            (parameters?["retry_after"] ?? object["retry_after"]) as? Double
            ?? (object["retry_after_ms"] as? Double).map { $0 / 1_000 }
        return seconds.map { min(max($0, 1), TimeInterval(RetryAfter.longest)) }
    }
}
