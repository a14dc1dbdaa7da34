/// The row number of one stored thing, tagged with what it is.
///
/// The tag keeps a feed's number from being handed to a function that wants a story's.
package struct Identifier<Subject>: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension Identifier: CustomStringConvertible {
    package var description: String { String(rawValue) }
}

extension Identifier: Comparable {
    package static func < (left: Identifier, right: Identifier) -> Bool { left.rawValue < right.rawValue }
}

package typealias FeedID = Identifier<Feed>
package typealias StoryID = Identifier<Story>
package typealias DealID = Identifier<Deal>
package typealias OutboxID = Identifier<Alert>
