/// What is done to the HTML inside a feed's texts before they are handed out.
package enum MarkupTreatment: String, CaseIterable, Sendable {
    /// Left as published, relative links made absolute.
    case keep
    /// Reduced to what is safe to show.
    case sanitize
    /// Turned into plain text.
    case text
}

extension ParsedFeed {
    /// The feed with every text treated; `url` is the base of texts that state none.
    package func treated(_ treatment: MarkupTreatment, url: String) -> ParsedFeed {
        var result = self
        result.feed.treat(treatment, url: url)
        for index in result.entries.indices { result.entries[index].treat(treatment, url: url) }
        return result
    }
}

extension MarkupTreatment {
    /// A text and its type after treatment; plain text is never touched.
    fileprivate func apply(_ value: String, _ type: MediaType, base: String) -> (String, MediaType) {
        // A wrong or private name ("text/x-html") must not carry a script past the reader.
        guard type.rawValue.contains("html") || type.rawValue.hasSuffix("xml") else { return (value, type) }
        switch self {
        case .keep: return (HTMLRewriter.resolvingLinks(value, base: base), type)
        case .sanitize: return (HTMLRewriter.sanitized(value, base: base), type.isMarkup ? type : .html)
        case .text: return (PlainText.convert(html: value), .plain)
        }
    }

    /// The same in place; a text without a type is plain.
    fileprivate func apply(to value: inout String?, _ type: inout MediaType?, base: String) {
        guard let text = value else { return }
        let done = apply(text, type ?? .plain, base: base)
        (value, type) = (done.0, done.1)
    }
}

extension FeedInfo {
    fileprivate mutating func treat(_ treatment: MarkupTreatment, url: String) {
        treatment.apply(to: &title, &titleType, base: titleBase ?? url)
        treatment.apply(to: &subtitle, &subtitleType, base: subtitleBase ?? url)
        treatment.apply(to: &rights, &rightsType, base: rightsBase ?? url)
    }
}

extension ParsedEntry {
    fileprivate mutating func treat(_ treatment: MarkupTreatment, url: String) {
        treatment.apply(to: &title, &titleType, base: titleBase ?? url)
        treatment.apply(to: &summary, &summaryType, base: summaryBase ?? url)
        for index in content.indices {
            let body = content[index]
            let done = treatment.apply(body.value, body.type, base: body.base ?? url)
            (content[index].value, content[index].type) = (done.0, done.1)
        }
    }
}
