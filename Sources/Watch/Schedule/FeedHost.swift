import Foundation
package import NewsModel

extension Feed {
    /// Host and port that its requests go to, in lower case and without the port that goes without saying; the
    /// address itself when it is no URL.
    package var host: String { Self.plainHost(url) ?? parsedHost }

    /// The host of an address without anything unusual before its path; nil for all others.
    private static func plainHost(_ url: String) -> String? {
        let bytes = url.utf8
        let scheme = url.hasPrefix("https://") ? 8 : url.hasPrefix("http://") ? 7 : 0
        guard scheme > 0, let path = bytes.dropFirst(scheme).firstIndex(of: UInt8(ascii: "/")) else {
            return nil
        }
        let host = url[bytes.index(bytes.startIndex, offsetBy: scheme)..<path]
        let isPlain = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "."),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain && !host.isEmpty ? String(host) : nil
    }

    private var parsedHost: String {
        guard let parts = URLComponents(string: url), let host = parts.host?.lowercased() else { return url }
        let usual = parts.scheme?.lowercased() == "https" ? 443 : 80
        return parts.port.flatMap { $0 == usual ? nil : "\(host):\($0)" } ?? host
    }
}
