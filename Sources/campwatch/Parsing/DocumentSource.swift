import ArgumentParser
import FeedParsing

/// A header field given on the command line as "Name: value".
struct AnswerField: ExpressibleByArgument, Equatable {
    var name: String
    var value: String

    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":"), colon > argument.startIndex else { return nil }
        name = argument[..<colon].lowercased()
        value = argument[argument.index(after: colon)...].split(separator: " ").joined(separator: " ")
    }
}

/// Where a document came from, as the command line tells it.
struct DocumentSource: Equatable, Sendable {
    /// What relative links are relative to; empty when nothing says.
    var url: String
    var contentType: String?
    var contentLanguage: String?

    /// Content-Location counts before the address asked for, and may be relative to it (RFC 9110, 8.7).
    init(baseURL: String?, headers: [AnswerField]) {
        let asked = baseURL ?? ""
        let location = headers.last { $0.name == "content-location" }?.value
        let located = location.map { URLResolver.resolve($0, base: asked) } ?? asked
        url = located.lowercased().hasPrefix("http") ? located : asked
        contentType = headers.last { $0.name == "content-type" }?.value
        contentLanguage = headers.last { $0.name == "content-language" }?.value
    }
}
