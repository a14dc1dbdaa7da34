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

    /// More ids than a feed repeats by mistake; of a feed that repeats more, the others are not remembered.
    private static let mostRemembered = 64

    /// Tells apart entries that share a guid or a link: by link when that differs, else by title and date, else by
    /// all they say.
    ///
    /// Some publishers put the feed's own id, or a constant, into every entry. An id that was repeated once, as
    /// `known` says by its fingerprint, is never again trusted alone: or else every entry would get another id when
    /// the repetition begins and when it ends. Gives back what to know next time.
    static func separateRepeated(
        _ entries: inout [ParsedEntry], known: [String: Bool] = [:]
    ) -> [String: Bool] {
        if known.isEmpty, areUnique(entries) { return known }
        var groups: [String: [Int]] = [:]
        for index in entries.indices { groups[entries[index].id, default: []].append(index) }
        var repeated = known
        for (id, group) in groups {
            let print = hash([id])
            guard group.count > 1 || known[print] != nil else { continue }
            let links = Set(group.map { entries[$0].link ?? "" })
            let isByLink = known[print] ?? (links.count == group.count)
            if repeated.count < mostRemembered { repeated[print] = isByLink }
            separate(group, of: &entries, isByLink: isByLink)
        }
        return repeated
    }

    private static func areUnique(_ entries: [ParsedEntry]) -> Bool {
        var ids = Set<String>(minimumCapacity: entries.count)
        return entries.indices.allSatisfy { ids.insert(entries[$0].id).inserted }
    }

    private static func separate(_ group: [Int], of entries: inout [ParsedEntry], isByLink: Bool) {
        let suffixes = group.map { isByLink ? entries[$0].link ?? "" : fingerprint(entries[$0]) }
        let counts = Dictionary(suffixes.map { ($0, 1) }, uniquingKeysWith: +)
        for (index, suffix) in zip(group, suffixes) {
            let entry = entries[index]
            let isAlone = counts[suffix] == 1
            entries[index].id = [entry.id, suffix, isAlone ? nil : hash([said(entry)])]
                .compactMap(\.self).joined(separator: "|")
            entries[index].idSource = isByLink && isAlone ? .guidAndLink : .content
        }
    }

    /// What stands for an entry without guid and link: title and date, and what it says where one of them is missing.
    private static func fingerprint(_ entry: ParsedEntry) -> String {
        let isNamed = entry.title != nil && entry.publishedRaw != nil
        return hash([entry.title, entry.publishedRaw, isNamed ? nil : said(entry)])
    }

    private static func said(_ entry: ParsedEntry) -> String? { entry.summary ?? entry.content.first?.value }

    /// FNV-1a, 64 bits; not for security, only to be stable.
    private static func hash(_ parts: [String?]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            for byte in (part ?? "").utf8.prefix(4_096) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
