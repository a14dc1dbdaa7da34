import Foundation
package import NewsModel

extension Feed {
    /// Host and port that its requests go to, in lower case; the address itself when it is no URL.
    package var host: String {
        guard let parts = URLComponents(string: url), let host = parts.host?.lowercased() else { return url }
        return parts.port.map { "\(host):\($0)" } ?? host
    }
}
