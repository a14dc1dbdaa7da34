import Foundation
import HTTPTransfer
import Watch

/// The bytes of a web page with what is known of them.
struct PageDocument {
    var bytes: [UInt8]
    var contentType: String?
    var url: String

    /// Fetches a page as the daemon fetches feeds: same limits, same policy on addresses, same name.
    ///
    /// robots.txt is for programs that choose pages by themselves; here a person asks for one.
    static func fetch(_ url: String, _ directories: Directories) async throws -> PageDocument {
        let fetch = try settings(directories)
        do {
            let loop = try TransferLoop(configuration: fetch.transfers)
            defer { loop.stop() }
            let response = try await loop.fetch(
                TransferRequest(
                    url: url, headers: [HeaderField(name: "Accept", value: "text/html, */*;q=0.5")],
                    allowedBlocks: try fetch.allowAddresses.map { try AddressBlock($0) },
                    limits: fetch.limits))
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
}
