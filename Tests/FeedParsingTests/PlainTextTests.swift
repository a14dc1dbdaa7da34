import Testing

@testable import FeedParsing

@Suite struct PlainTextTests {
    @Test(
        arguments: [
            ("<p>One</p><p>Two</p>", "One\n\nTwo"), ("a<br>b<br/>c", "a\nb\nc"), ("a <b>b</b>c", "a bc"),
            ("<h1>T</h1>text", "T\n\ntext"), ("<ul><li>a</li><li>b</li></ul>c", "- a\n- b\n\nc"),
            ("<table><tr><th>x</th><td>1</td></tr><tr><td>y</td><td>2</td></tr></table>", "x\t1\ny\t2"),
            ("a<script>if (a < b) {}</script>b", "ab"), ("a<style>p{}</style>b", "ab"),
            ("<script>never closed", ""), ("a<noscript><p>x</p></noscript>b", "ab"),
            ("a<div hidden>h</div>b", "ab"), ("a<span style='display: none'>h<i>x</i></span>b", "ab"),
            ("a<p aria-hidden=\"true\">h</p>b", "ab"), ("<!-- x > -->a<!-- y", "a"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"), ("&lt;b&gt;", "<b>"), ("caf&eacute;&nbsp;x", "café x"),
            ("&copy 2026 &ampx &notit; &#8217;&#x2019;&#146;", "© 2026 &x ¬it; ’’’"),
            ("&NotEqualTilde;", "≂̸"),
            ("&#0;&#x110000;&#xD800;", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("&;&#;&#x;&bogus;", "&;&#;&#x;&bogus;"),
            ("  a \n\t b  ", "a b"), ("<pre>a\n  b</pre>", "a\nb"), ("<a href='x>y'>l</a>", "l"),
            ("text <a href=\"http://cut", "text"), ("<![CDATA[a & b]]>", "a & b"),
            ("<p>a<p>b<div>c<p>d", "a\n\nb\nc\n\nd"), ("a<img src=x onerror=alert(1)>b", "ab"),
            ("<title>T</title><p>b", "T\n\nb"), ("你好<br>世界", "你好\n世界"),
            ("<div><div>a</div></div><div>b</div>", "a\nb"),
            ("", ""), ("<", "<"), ("</p>", ""), ("<p", ""), ("&", "&"), ("a\u{200B}b", "a\u{200B}b"),
        ] as [(String, String)])
    func htmlBecomesWhatAReaderSees(_ html: String, _ text: String) {
        #expect(PlainText.convert(html: html) == text)
    }

    @Test func plainTextIsOnlyCleaned() {
        #expect(PlainText.clean(" a  <b> &amp;\u{7} \n\n\n c\t") == "a <b> &amp;\n\nc")
        #expect(PlainText.line("a\n b", type: .plain) == "a b")
    }

    @Test func everyNamedReferenceOfHTMLIsKnown() {
        #expect(HTMLEntities.scalars(named: "hellip") == "…")
        #expect(HTMLEntities.scalars(named: "CounterClockwiseContourIntegral") == "∳")
        #expect(HTMLEntities.scalars(named: "nbsp") == "\u{A0}")
        #expect(HTMLEntities.scalars(named: "zwnj") == "\u{200C}")
        #expect(HTMLEntities.scalars(named: "nosuch") == nil)
        #expect(HTMLEntities.legacyPrefix(of: "copyright")?.name == "copy")
    }

    @Test func aLargeTextIsReadInOnePass() {
        let html = String(
            repeating: "<p>Some <b>bold</b> text &amp; <a href='x'>more</a></p>", count: 100_000)

        #expect(ContinuousClock().measure { _ = PlainText.convert(html: html) } < .seconds(20))
    }
}
