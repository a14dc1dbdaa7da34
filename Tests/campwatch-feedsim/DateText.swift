import Foundation

extension Date {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`: what HTTP headers (RFC 9110 §5.6.7) want and RSS accepts.
    var httpText: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: self)
    }
}
