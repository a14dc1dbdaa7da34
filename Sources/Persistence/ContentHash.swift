package import NewsModel

/// A stable fingerprint of what makes an entry's content: title, link and text, all as the feed gives them.
///
/// It must only tell one published form of an entry from the next of the same entry, so a cryptographic hash would
/// buy nothing.
package enum ContentHash {
    package static func of(_ entry: Entry) -> Int64 {
        var hash = StableHash()
        for field in [entry.title, entry.link ?? "", entry.text] { hash.add(field: field) }
        return Int64(bitPattern: hash.value)
    }

    /// The fingerprint of bytes as they are.
    package static func of(bytes: [UInt8]) -> Int64 { Int64(bitPattern: StableHash.of(bytes)) }
}
