import Foundation
import HTTPTransfer
import Watch

/// The bytes of a web page with what is known of them.
struct PageDocument {
    var bytes: [UInt8]
    var contentType: String?
    var url: String

    /// Fetches a page as the daemon fetches feeds: same limits, same policy on addresses, same name.
    static func fetch(_ url: String, _ directories: Directories) async throws -> PageDocument {
        let fetch = try settings(directories)
        do {
            let loop = try TransferLoop(configuration: TransferConfiguration(userAgent: userAgent(fetch)))
            defer { loop.stop() }
            let response = try await loop.fetch(
                TransferRequest(
                    url: url, headers: [HeaderField(name: "Accept", value: "text/html, */*;q=0.5")],
                    allowedBlocks: try fetch.allowAddresses.map { try AddressBlock($0) },
                    limits: limits(fetch)))
            guard response.status == 200 else {
                throw Failure(
                    .noInput, "\(url): the server answered \(response.status); open it in a browser")
            }
            return PageDocument(
                bytes: response.body, contentType: response.headers["Content-Type"], url: response.url)
        } catch let error as TransferError {
            throw Failure(.unavailable, error.description)
        } catch let error as AddressBlockError {
            throw Failure(.configuration, error.description)
        }
    }

    private static func settings(_ directories: Directories) throws -> Configuration.Fetch {
        do {
            return try Configuration.load(path: directories.configurationFile).fetch
        } catch {
            throw Failure(.configuration, error.description)
        }
    }

    private static func limits(_ fetch: Configuration.Fetch) -> TransferLimits {
        var limits = TransferLimits()
        limits.bodyBytes = fetch.maxBodyBytes
        limits.wireBytes = min(limits.wireBytes, fetch.maxBodyBytes)
        limits.redirects = fetch.maxRedirects
        limits.connectTime = fetch.connectTimeout
        limits.totalTime = fetch.timeout
        return limits
    }

    private static func userAgent(_ fetch: Configuration.Fetch) -> String {
        let name = "campwatch/\(Version.current)"
        return fetch.contact.isEmpty ? name : "\(name) (+\(fetch.contact))"
    }
}
