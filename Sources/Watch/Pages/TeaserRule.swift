import FeedParsing
import FoundationEssentials
import NewsModel

/// Whether an entry is only a teaser for its page, and whether the page's text is better.
enum TeaserRule {
    /// Lengths are in Latin letters; a Han, kana or hangul character says as much as this many.
    private static let wideWorth = 3
    /// A lead paragraph has 150 to 400 letters; shorter contents are leads, whatever the feed calls them.
    private static let shortContent = 300
    /// A summary may be a whole short item, which begins at about this length.
    private static let shortSummary = 1_000
    /// Excerpts that are cut off stay below this; a longer text that ends in an ellipsis just ends so.
    private static let longestExcerpt = 4_000
    /// Walls and error pages are short; a page this long is an article.
    private static let longestWall = 1_500
    /// A page must add at least a sentence or two.
    private static let leastGain = 120
    /// Of the words of title and teaser so many must be on the page, or it is another page.
    private static let leastShared = 0.4

    /// A summary alone, a lead, or a text that is cut off.
    static func isTeaser(_ entry: Entry) -> Bool {
        let length = length(of: entry.text)
        if length < shortContent || (entry.isSummary && length < shortSummary) { return true }
        return length < longestExcerpt && isCutOff(entry.text)
    }

    /// The page's text when it belongs to the entry and says more than the feed; else nil.
    ///
    /// Log-ins, walls before articles and error pages that come with status 200 are known by what they lack: length
    /// and the words of the teaser.
    static func better(_ article: Article, than entry: Entry) -> String? {
        let text = article.text
        let (length, known) = (length(of: text), length(of: entry.text))
        guard length >= known + leastGain else { return nil }
        if length < longestWall, isWall(text) { return nil }
        let words = words(entry.title + "\n" + String(entry.text.prefix(1_000)))
        let found =
            words.isEmpty
            ? 0
            : self.words(text).union(self.words(article.title ?? ""))
                .intersection(words).count
        guard Double(found) >= Double(words.count) * leastShared else { return nil }
        // Without a title the page's own becomes the headline.
        guard entry.title.isEmpty, let title = article.title, !title.isEmpty else { return text }
        return title + "\n\n" + text
    }

    static func length(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { count, scalar in
            count + (isWide(scalar) ? wideWorth : scalar.properties.isWhitespace ? 0 : 1)
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        (0x2E80...0x9FFF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
            || (0x1100...0x11FF).contains(scalar.value)
    }

    private static func isCutOff(_ text: String) -> Bool {
        var end = text[...]
        while let last = end.last, last.isWhitespace || "]）)»\"”>→".contains(last) { end.removeLast() }
        if end.hasSuffix("…") || end.hasSuffix("...") || end.hasSuffix("⋯") { return true }
        let tail = text.suffix(160).lowercased()
        return TeaserPhrases.furtherReading.contains(where: tail.contains)
    }

    private static func isWall(_ text: String) -> Bool {
        let text = text.lowercased()
        return TeaserPhrases.walls.contains(where: text.contains)
    }

    /// Words of three letters or more in lower case, and pairs of wide characters.
    private static func words(_ text: String) -> Set<String> {
        var found: Set<String> = []
        var word = String.UnicodeScalarView()
        var wide: Unicode.Scalar?
        func close() {
            if word.count >= 3 { found.insert(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in text.lowercased().unicodeScalars {
            if isWide(scalar), scalar.properties.isAlphabetic {
                close()
                if let first = wide {
                    var pair = String.UnicodeScalarView([first])
                    pair.append(scalar)
                    found.insert(String(pair))
                }
                wide = scalar
                continue
            }
            wide = nil
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.append(scalar)
            } else {
                close()
            }
        }
        close()
        return found
    }
}
