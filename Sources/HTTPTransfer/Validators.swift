/// The `ETag` and `Last-Modified` of the last answer: opaque text, to be sent back exactly as it came.
package struct Validators: Sendable, Hashable {
    /// Quotes and `W/` included, as `"abc"`.
    package var entityTag: String?
    /// As received; it is never read as a date.
    package var lastModified: String?

    package init(entityTag: String? = nil, lastModified: String? = nil) {
        self.entityTag = entityTag
        self.lastModified = lastModified
    }

    /// Takes what a response carries; a value that is too long (in bytes) or cannot be sent back is dropped.
    package init(of headers: HeaderFields, maxBytes: Int) {
        entityTag = Self.usable(headers["ETag"], maxBytes: maxBytes)
        lastModified = Self.usable(headers["Last-Modified"], maxBytes: maxBytes)
    }

    package var isEmpty: Bool { entityTag == nil && lastModified == nil }

    /// The conditional request headers.
    var requestFields: [HeaderField] {
        var fields: [HeaderField] = []
        if let entityTag { fields.append(HeaderField(name: "If-None-Match", value: entityTag)) }
        if let lastModified { fields.append(HeaderField(name: "If-Modified-Since", value: lastModified)) }
        return fields
    }

    /// U+FFFD marks bytes that were not UTF-8 and so cannot be repeated exactly.
    private static func usable(_ value: String?, maxBytes: Int) -> String? {
        guard let value, !value.isEmpty, value.utf8.count <= maxBytes else { return nil }
        let isRepeatable = value.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0.value != 0x7f && $0 != "\u{fffd}"
        }
        return isRepeatable ? value : nil
    }
}
