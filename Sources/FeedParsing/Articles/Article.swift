package import FoundationEssentials

/// The article of a web page: what a reader came for, without the furniture around it.
package struct Article: Sendable, Equatable {
    /// Which of the ways to the text was taken, the most trustworthy first.
    package enum Method: String, Sendable {
        /// `articleBody` of the page's JSON-LD.
        case linkedData = "json-ld"
        /// The element where prose is densest.
        case density
        /// Every paragraph of the page that reads like prose.
        case paragraphs
        /// All text of the page.
        case page
    }

    package var title: String?
    /// Plain text: paragraphs separated by an empty line, list items and table rows by a line break.
    package var text: String
    package var published: Date?
    /// The date as the page writes it.
    package var publishedRaw: String?
    package var authors: [String]
    /// As declared ("en-GB"), not validated.
    package var language: String?
    package var siteName: String?
    /// The address the page calls its own, absolute; the one it was found at when it names none.
    package var url: String?
    package var method: Method

    package init(
        title: String?, text: String, published: Date?, publishedRaw: String?, authors: [String],
        language: String?, siteName: String?, url: String?, method: Method
    ) {
        self.title = title
        self.text = text
        self.published = published
        self.publishedRaw = publishedRaw
        self.authors = authors
        self.language = language
        self.siteName = siteName
        self.url = url
        self.method = method
    }
}
