import Analysis
import FeedParsing
import Foundation

/// The stable JSON of `feeds parse`: every key is there, null or [] when the feed says nothing.
extension ParsedFeed {
    var json: OrderedJSON { .object(jsonMembers) }

    var jsonMembers: [OrderedJSON.Member] {
        members([
            "format": .string(format.rawValue), "version": .text(version), "encoding": .string(encoding),
            "bozo": .bool(bozo), "bozo_reason": .text(bozoReason), "feed": feed.json,
            "entries": .array(entries.map(\.json)), "dropped_entries": .integer(droppedEntries),
        ])
    }
}

extension FeedInfo {
    fileprivate var json: OrderedJSON {
        .object(
            members([
                "title": .text(title), "title_type": .text(titleType?.rawValue), "subtitle": .text(subtitle),
                "subtitle_type": .text(subtitleType?.rawValue),
                "link": .text(link), "links": .array(links.map(\.json)), "id": .text(id),
                "updated": .date(updated), "updated_raw": .text(updatedRaw), "author": .text(author),
                "authors": .array(authors.map(\.json)), "language": .text(language), "rights": .text(rights),
                "rights_type": .text(rightsType?.rawValue),
                "ttl": ttl.map { .integer($0) } ?? .null, "image": .text(image),
                "generator": .text(generator), "categories": .strings(categories),
                "skip_hours": .array(skipHours.map { .integer($0) }), "skip_days": .strings(skipDays),
                "update_seconds": updateSeconds.map { .integer($0) } ?? .null,
            ]))
    }
}

extension ParsedEntry {
    var json: OrderedJSON {
        .object(
            members([
                "id": .string(id), "id_source": .string(idSource.rawValue), "title": .text(title),
                "title_type": .text(titleType?.rawValue), "link": .text(link),
                "links": .array(links.map(\.json)), "published": .date(published),
                "published_raw": .text(publishedRaw), "updated": .date(updated),
                "updated_raw": .text(updatedRaw), "summary": .text(summary),
                "summary_type": .text(summaryType?.rawValue), "content": .array(content.map(\.json)),
                "author": .text(author), "authors": .array(authors.map(\.json)),
                "enclosures": .array(enclosures.map(\.json)), "categories": .strings(categories),
                "language": .text(language),
            ]))
    }
}

extension ParsedLink {
    fileprivate var json: OrderedJSON {
        .object(members(["href": .string(href), "rel": .string(rel), "type": .text(type)]))
    }
}

extension ParsedContent {
    fileprivate var json: OrderedJSON {
        .object(
            members([
                "type": .string(type.rawValue), "value": .string(value), "lang": .text(lang),
                "base": .text(base),
            ]))
    }
}

extension ParsedAuthor {
    fileprivate var json: OrderedJSON {
        .object(members(["name": .text(name), "email": .text(email), "uri": .text(uri)]))
    }
}

extension ParsedEnclosure {
    fileprivate var json: OrderedJSON {
        let size: OrderedJSON = length.map { .integer($0) } ?? .null
        return .object(members(["url": .string(url), "type": .text(type), "length": size]))
    }
}

/// Pairs that are all kept, unlike `OrderedJSON.members`.
func members(_ pairs: KeyValuePairs<String, OrderedJSON>) -> [OrderedJSON.Member] {
    pairs.map { OrderedJSON.Member(key: $0.key, value: $0.value) }
}

extension OrderedJSON {
    /// A string, or null.
    static func text(_ value: String?) -> OrderedJSON { value.map { .string($0) } ?? .null }

    /// A time in ISO 8601, UTC, or null.
    static func date(_ value: Date?) -> OrderedJSON { .text(value.map(TimeText.machine)) }
}
