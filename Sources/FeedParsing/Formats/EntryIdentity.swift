/// Gives every entry an id that stays the same from one fetch to the next.
enum EntryIdentity {
    /// The guid, else the link, else a hash of what the entry says.
    static func assign(_ guid: String?, to entry: inout ParsedEntry) {
        if let guid, !guid.isEmpty {
            entry.id = guid
            entry.idSource = .guid
        } else if let link = entry.link {
            entry.id = link
            entry.idSource = .link
        } else {
            entry.id = "content:" + fingerprint(entry)
            entry.idSource = .content
        }
    }

    /// Tells apart entries that share a guid or a link: by link when that differs, else by what they say.
    ///
    /// Some publishers put the feed's own id, or a constant, into every entry.
    static func separateRepeated(_ entries: inout [ParsedEntry]) {
        var linksByID: [String: Set<String>] = [:]
        var countByID: [String: Int] = [:]
        for entry in entries {
            countByID[entry.id, default: 0] += 1
            linksByID[entry.id, default: []].insert(entry.link ?? "")
        }
        for index in entries.indices {
            let entry = entries[index]
            guard let count = countByID[entry.id], count > 1 else { continue }
            let differsByLink = linksByID[entry.id]?.count == count
            let suffix = differsByLink ? (entry.link ?? "") : fingerprint(entry)
            entries[index].id = entry.id + "|" + suffix
            entries[index].idSource = differsByLink ? .guidAndLink : .content
        }
    }

    /// A hash (FNV-1a, 64 bits) of title, date and text; not for security, only to be stable.
    private static func fingerprint(_ entry: ParsedEntry) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let parts = [
            entry.title, entry.link, entry.publishedRaw, entry.summary ?? entry.content.first?.value,
        ]
        for part in parts {
            for byte in (part ?? "").utf8.prefix(4_096) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
