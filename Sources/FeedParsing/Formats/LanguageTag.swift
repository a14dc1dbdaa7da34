/// Language tags as feeds write them.
enum LanguageTag {
    /// The tag with the hyphens of BCP 47 where the underscore of POSIX locales stands; else as declared.
    static func normal(_ tag: String) -> String {
        let parts = tag.utf8.split(separator: UInt8(ascii: "_"), maxSplits: 1)
        guard parts.count == 2, (2...3).contains(parts[0].count), (2...8).contains(parts[1].count) else {
            return tag
        }
        return tag.replacing("_", with: "-")
    }

    /// The first language of a `Content-Language` field; nil when it names none.
    static func first(ofField field: String?) -> String? {
        let first = field?.split(separator: ",").first.map { $0.filter { !$0.isWhitespace } }
        return first.flatMap { $0.isEmpty ? nil : normal($0) }
    }
}
