/// Makes text from feeds mean nothing but itself where services look for markup, mentions and commands.
enum ChatText {
    /// Separates two characters without being seen: what looks for `@name` does not find it.
    private static let breaker: Unicode.Scalar = "\u{200B}"

    /// For plain text in which services look for mentions, hashtags, commands and `:emoji:`.
    ///
    /// An invisible break follows each `@` and `#`; each `/` and `$` at the start of a word; and each `:` before a slash or
    /// letter, so that a bare address is no link either.
    static func quiet(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            result.append(scalar)
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            let isAtStart = index == 0 || !scalars[index - 1].properties.isAlphabetic
            let breaks =
                switch scalar {
                case "@", "#", "＠", "＃": true
                case "/", "$": isAtStart && next.properties.isAlphabetic
                case ":": next == "/" || next.properties.isAlphabetic
                default: false
                }
            if breaks { result.append(breaker) }
        }
        return String(result)
    }

    /// For Markdown as Discord and Mattermost read it: quiet, and a backslash before all that could be markup.
    static func markdown(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in quiet(text).unicodeScalars {
            if "\\`*_{}[]()#+-.!<>~|".unicodeScalars.contains(scalar) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    /// For HTML text and attributes in double quotes.
    static func html(_ text: String) -> String {
        escaped(text, ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"])
    }

    /// For Slack's own escapes (`<!channel>`, `<@U1>`, `<http://…|text>`).
    static func slack(_ text: String) -> String {
        escaped(text, ["&": "&amp;", "<": "&lt;", ">": "&gt;"])
    }

    private static func escaped(_ text: String, _ names: [Character: String]) -> String {
        text.map { names[$0] ?? String($0) }.joined()
    }

    /// A link whose characters end no Markdown link; `SafeText.link` has encoded blanks, quotes and brackets.
    static func markdownLink(_ link: String) -> String {
        escaped(link, ["(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "*": "%2A", "_": "%5F"])
    }
}
