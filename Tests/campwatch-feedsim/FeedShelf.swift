import Foundation
import Synchronization
import TestSupport

/// The files that are served, with their placeholders filled, and the answers made of them.
final class FeedShelf: Sendable {
    /// One file as it goes out.
    private struct Page {
        let body: [UInt8]
        let headers: LoopbackHeaders
    }

    private let pages = Mutex<[String: Page]>([:])

    /// Reads every file of the folder and says how many there are.
    func fill(from root: String, base: String, now: Date) throws -> Int {
        let names = try names(in: root)
        for name in names {
            let text = try text(of: root + "/" + name)
            let body = Array(try Placeholders(base: base, now: now).filled(text, file: name).utf8)
            let page = Page(body: body, headers: Self.headers(name: name, body: body, now: now))
            pages.withLock { $0["/" + name] = page }
        }
        return names.count
    }

    private func names(in root: String) throws -> [String] {
        do {
            let files = FileManager.default
            return try files.contentsOfDirectory(atPath: root).filter { name in
                var isFolder: ObjCBool = false
                _ = files.fileExists(atPath: root + "/" + name, isDirectory: &isFolder)
                return !name.hasPrefix(".") && !isFolder.boolValue
            }
        } catch {
            throw Trouble("\(root) cannot be listed: name a folder that exists and may be read")
        }
    }

    private func text(of path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Trouble("\(path) cannot be read: check its permissions, or take it out of the folder")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Trouble("\(path) is no UTF-8 text: convert it, or take it out of the folder")
        }
        return text
    }

    /// 304 for a client that holds the current version, the whole file for any other.
    func reply(to request: LoopbackRequest) -> LoopbackReply {
        guard let page = pages.withLock({ $0[request.path] }) else {
            return LoopbackReply(status: 404, text: "no such file\n")
        }
        let isKnown =
            request.headers["If-None-Match"].map { $0 == page.headers["ETag"] }
            ?? (request.headers["If-Modified-Since"] == page.headers["Last-Modified"])
        return LoopbackReply(
            status: isKnown ? 304 : 200, headers: page.headers, body: isKnown ? [] : page.body)
    }

    private static func headers(name: String, body: [UInt8], now: Date) -> LoopbackHeaders {
        // FNV-1a, 64 bits: equal bytes have equal tags over restarts, which Swift's seeded hashes have not.
        let hash = body.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return [
            "Content-Type": contentType(of: name),
            "ETag": "\"\(String(hash, radix: 16))\"",
            "Last-Modified": now.httpText,
        ]
    }

    private static func contentType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "rss": "application/rss+xml; charset=utf-8"
        case "atom": "application/atom+xml; charset=utf-8"
        case "rdf": "application/rdf+xml; charset=utf-8"
        case "json": "application/feed+json"
        case "xml", "opml": "application/xml; charset=utf-8"
        case "html": "text/html; charset=utf-8"
        default: "text/plain; charset=utf-8"
        }
    }
}
