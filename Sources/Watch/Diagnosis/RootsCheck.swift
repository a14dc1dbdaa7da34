import Foundation
import HTTPTransfer
import NewsModel

/// Whether libcurl finds certificates of authorities to check servers by.
struct RootsCheck {
    /// Authorities come and go; distributions renew the list several times a year.
    private static let oldest = 3 * 365 * 86_400.0

    let now: Date
    var path: String? = TrustStore.bundle

    func finding() -> Finding {
        guard let path else {
            return Finding(.roots, .unchecked, "not checked: libcurl names no file of certificates")
        }
        let remedy = "install ca-certificates, or run update-ca-certificates"
        guard let file = FileMark(path: path), let bytes = try? Data(contentsOf: URL(fileURLWithPath: path))
        else {
            return Finding(
                .roots, .problem, "\(path) cannot be read: no https feed can be fetched", remedy: remedy)
        }
        let count = Self.count(bytes)
        guard count > 0 else {
            return Finding(.roots, .problem, "\(path) holds no certificate", remedy: remedy)
        }
        let age = now.timeIntervalSince(file.modified)
        guard age < Self.oldest else {
            return Finding(
                .roots, .warning, "\(path) is \(Int(age / (365 * 86_400))) years old",
                remedy: "update the package ca-certificates")
        }
        return Finding(.roots, .ok, "\(count.counting("certificate")) in \(path)")
    }

    private static func count(_ bytes: Data) -> Int {
        let marker = Data("-----BEGIN CERTIFICATE-----".utf8)
        var count = 0
        var rest = bytes.startIndex..<bytes.endIndex
        while let hit = bytes.range(of: marker, in: rest) {
            count += 1
            rest = hit.upperBound..<bytes.endIndex
        }
        return count
    }
}
