import Alerting
import Foundation

/// Text and numbers as they may stand in XML.
enum SVGText {
    /// Visible characters on one line, with what XML takes for markup escaped; fits element text and attributes.
    static func escaped(_ text: String, maxBytes: Int = 200) -> String {
        SafeText.line(text, maxBytes: maxBytes).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    /// One decimal, which is finer than any screen.
    static func number(_ value: Double) -> String { String(format: "%.1f", value) }

    /// The opening of a picture that needs nothing from outside, with a title for those who cannot see it.
    static func opening(width: Int, height: Int, title: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
        height="\(height)" role="img" font-family="sans-serif" font-size="12">
        <title>\(escaped(title))</title>
        <rect width="\(width)" height="\(height)" fill="#fff"/>

        """
    }
}
