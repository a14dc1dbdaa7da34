/// A complete answer.
///
/// Any status is an answer; what 304, 404 or 429 mean is decided by the caller.
package struct TransferResponse: Sendable {
    /// One hop on the way to the answer.
    package struct Redirect: Sendable, Hashable {
        /// 301, 302, 303, 307 or 308.
        package var status: Int
        package var from: String
        package var to: String
    }

    package var status: Int
    /// Where the answer came from, after all redirects.
    package var url: String
    package var redirects: [Redirect]
    /// The fields of the final answer, without interim answers and trailers.
    package var headers: HeaderFields
    /// Decompressed.
    ///
    /// The framing was complete, yet two cuts stay unseen at this level: an answer without length that ends
    /// when the connection closes, and a compressed stream that stops early inside complete framing. Whoever
    /// parses the body must see its end before trusting the validators.
    package var body: [UInt8]
    /// What to send next time; unusable values are already dropped.
    ///
    /// A 304 may leave them out: the old ones then stay in force.
    package var validators: Validators
    /// Seconds from the start of the first hop to the last byte, without the time in the queue.
    package var duration: Double
    /// The IP address the answer came from; empty if unknown.
    package var remoteAddress: String
}
