package import FoundationEssentials

/// What is remembered of a feed beyond its last refresh; one JSON value in the database.
///
/// Every part may be missing, so that a value of an older version still reads.
package struct FeedMemory: Hashable, Sendable, Codable {
    package var schedule: ScheduleRecord?
    package var wishes: FeedWishes?
    package var rhythm: Rhythm?
    /// Where the answer came from that gave the validators; they mean nothing elsewhere.
    package var validatorsURL: String?
    /// Fingerprint of the last whole body.
    package var bodyHash: Int64?
    /// When the last whole answer came.
    package var lastWhole: Date?
    /// Unconditional fetches in a row that were to find out whether "not modified" is true.
    package var audits: Int?
    package var move: FeedMove?
    /// 410 answers in a row.
    package var goneAnswers: Int?
    /// The title that the feed gave itself when it was last right.
    package var ownTitle: String?
    /// The web page of the feed.
    package var site: String?
    package var concerns: [FeedConcern]?
    package var faces: FeedFaces?
    /// Ids that the feed has given to several entries, as fingerprints, and whether their links told those apart.
    package var repeatedIDs: [String: Bool]?
    /// Ends of the whole process in a row while this feed was being read.
    package var crashes: Int?

    package init() {}
}

/// A permanent redirect that is being watched before it is believed.
package struct FeedMove: Hashable, Sendable, Codable {
    package var to: String
    /// The days (since 1970, UTC) on which it was seen.
    package var days: [Int]

    package init(to: String, days: [Int]) {
        self.to = to
        self.days = days
    }
}

/// By which entries two documents that come by turns from one address are told apart.
package struct FeedFaces: Hashable, Sendable, Codable {
    /// Fingerprints of the first keys of the last document.
    package var last: [Int64]
    /// Those of the last document before it that had no entry in common with it.
    package var former: [Int64]?
    /// How often the former document came back.
    package var returns = 0
    package var lastReturn: Date?

    package init(last: [Int64]) { self.last = last }
}

/// Something about a feed that a person should look at, told once and kept until it is over.
package struct FeedConcern: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Quieter than its rhythm allows.
        case silent
        /// The feed gives itself another title.
        case otherTitle = "other_title"
        /// A web page stands where the feed was.
        case page
        /// The publisher has removed it; it is paused.
        case retired
        /// It answers from an address that is subscribed already.
        case duplicate
        /// Two documents come by turns from its address.
        case alternates
        /// Its old entries came under new ids.
        case rewritten
        /// The daemon crashed twice while reading it; it is paused.
        case quarantined
    }

    package var kind: Kind
    package var since: Date
    /// Plain words.
    package var detail: String

    package init(_ kind: Kind, since: Date, detail: String) {
        self.kind = kind
        self.since = since
        self.detail = detail
    }
}

extension FeedMemory {
    package func concern(_ kind: FeedConcern.Kind) -> FeedConcern? { concerns?.first { $0.kind == kind } }

    /// Raises or ends a concern; true when it is new.
    package mutating func set(_ kind: FeedConcern.Kind, _ detail: String?, now: Date) -> Bool {
        guard let detail else {
            concerns?.removeAll { $0.kind == kind }
            if concerns?.isEmpty == true { concerns = nil }
            return false
        }
        guard concern(kind) == nil else { return false }
        concerns = (concerns ?? []) + [FeedConcern(kind, since: now, detail: detail)]
        return true
    }
}
