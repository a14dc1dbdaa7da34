import Foundation

/// What is known of the place where output goes.
struct Terminal {
    /// Columns; nil when output is not a terminal and may be as wide as it likes.
    var width: Int?
    /// Lines; nil when output is not a terminal.
    var height: Int?
    var style: Style

    /// Too narrow for every column and whole times.
    var isNarrow: Bool { width.map { $0 < Terminal.wide } ?? false }

    static let wide = 110

    /// Where long text is folded even when nobody sees a terminal.
    var readingWidth: Int { min(width ?? 100, 100) }

    /// A file or pipe.
    static let file = Terminal(width: nil, style: .plain)

    /// Standard output as it is now.
    static func standardOutput(_ environment: [String: String]) -> Terminal {
        guard isatty(STDOUT_FILENO) == 1 else { return described(environment, windowColumns: nil) }
        let window = window()
        var terminal = described(environment, windowColumns: window?.columns ?? 80)
        terminal.height = window?.lines
        return terminal
    }

    /// `windowColumns` is nil when output is not a terminal.
    ///
    /// `COLUMNS` wins over the terminal's own word, as in ls(1). Colour appears only on a terminal that is not "dumb",
    /// and never when `NO_COLOR` is set to something (no-color.org).
    static func described(_ environment: [String: String], windowColumns: Int?) -> Terminal {
        let stated = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let mayColour = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        return Terminal(
            width: stated ?? windowColumns, style: Style(isColoured: windowColumns != nil && mayColour))
    }

    private static func window() -> (columns: Int, lines: Int)? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
