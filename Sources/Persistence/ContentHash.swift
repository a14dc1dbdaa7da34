package import NewsModel

/// A stable fingerprint of what makes an entry's content: title, link and text, all as the feed gives them.
///
/// 64-bit FNV-1a: it must only tell one published form of an entry from the next of the same entry, so a
/// cryptographic hash would buy nothing (http://www.isthe.com/chongo/tech/comp/fnv/).
package enum ContentHash {
    package static func of(_ entry: Entry) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        add(entry.title, to: &hash)
        add(entry.link ?? "", to: &hash)
        add(entry.text, to: &hash)
        return Int64(bitPattern: hash)
    }

    /// The fingerprint of bytes as they are.
    package static func of(bytes: [UInt8]) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: hash)
    }

    /// Adds the bytes and one byte that UTF-8 never holds, so that fields cannot run into each other.
    private static func add(_ field: String, to hash: inout UInt64) {
        for byte in field.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
}
