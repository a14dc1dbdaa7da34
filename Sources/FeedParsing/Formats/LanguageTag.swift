/// Language tags as feeds write them.
enum LanguageTag {
    /// The tag with the hyphens of BCP 47 where the underscore of POSIX locales stands; else as declared.
    static func normal(_ tag: String) -> String {
        tag.utf8.contains(UInt8(ascii: "_")) ? tag.replacing("_", with: "-") : tag
    }

    /// The first language of a `Content-Language` field; nil when it names none.
    static func first(ofField field: String?) -> String? {
        let first = field?.split(separator: ",").first.map { $0.filter { !$0.isWhitespace } }
        return first.flatMap { $0.isEmpty ? nil : normal($0) }
    }
}
