import Alerting

/// Makes foreign text safe for one line of a log, a status or an answer.
package enum OneLine {
    /// One line of visible text, cut at `limit` bytes; the rules are those of `SafeText`.
    package static func text(_ text: String, atMost limit: Int = 500) -> String {
        SafeText.line(text, maxBytes: limit)
    }
}
