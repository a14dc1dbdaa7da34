/// How a piece of text is set off; nothing at all where colour is not wanted.
enum Paint: String {
    case bold = "1"
    case dim = "2"
    case underlined = "1;4"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case magenta = "35"
    case cyan = "36"
}

/// Applies ANSI colours (ECMA-48 SGR), or leaves the text as it is.
struct Style {
    var isColoured: Bool

    static let plain = Style(isColoured: false)

    func callAsFunction(_ text: String, _ paint: Paint?) -> String {
        guard isColoured, let paint, !text.isEmpty else { return text }
        return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
    }
}
