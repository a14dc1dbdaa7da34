import Testing

@testable import FeedParsing

@Suite struct HTMLRewriterTests {
    private let base = "https://n.example/a/b"

    @Test(arguments: [
        (
            "<p>a <a href=\"c?x=1&amp;y=2\">l</a></p>",
            "<p>a <a href=\"https://n.example/a/c?x=1&amp;y=2\">l</a></p>"
        ),
        ("<img src=/i.png alt=x />t", "<img src=\"https://n.example/i.png\" alt=x />t"),
        ("a<!-- <a href='c'> -->b &amp; <i class=q>c", "a<!-- <a href='c'> -->b &amp; <i class=q>c"),
        (
            "<a name=x>l</a> <a href='https://x.example/'>m</a>",
            "<a name=x>l</a> <a href='https://x.example/'>m</a>"
        ),
        (
            "<q cite=''>a</q><A HREF=#n Title='b'>l</A>",
            "<q cite=''>a</q><A HREF=\"https://n.example/a/b#n\" Title='b'>l</A>"
        ),
        (
            "<img srcset='s.png 1x, /l,1.png 2x' longdesc=d>",
            "<img srcset=\"https://n.example/a/s.png 1x, https://n.example/l,1.png 2x\" longdesc=\"https://n.example/a/d\">"
        ),
        // Quotes inside of a value are part of it, and do not hide the end of the tag.
        (
            "<a href=x=\"y>z\" title=\"t>l</a>",
            "<a href=\"https://n.example/a/x=&quot;y\">z\" title=\"t>l</a>"
        ),
        // A "=" that no name precedes begins one, and opens no value.
        ("<q =\">a</q><a href=b>l</a>", "<q =\">a</q><a href=\"https://n.example/a/b\">l</a>"),
        ("<img =x='a src=b' src=c>", "<img =x='a src=b' src=\"https://n.example/a/c\">"),
        ("<q cite=''=\">a</q><a href=b>l</a>", "<q cite=''=\">a</q><a href=\"https://n.example/a/b\">l</a>"),
    ]) func linksBecomeAbsoluteAndNothingElseChanges(_ html: String, _ expected: String) {
        #expect(HTMLRewriter.resolvingLinks(html, base: base) == expected)
    }

    @Test(arguments: [
        ("<p onclick=\"x()\" style='a:b' id=q title='t&quot;'>a</p>", "<p title=\"t&quot;\">a</p>"),
        (
            "a<script>x()</script><style>p{}</style><iframe src=x>i</iframe><object data=x>o<param name=p>b",
            "aob"
        ),
        ("<form action=/x><input name=a><p>in</p></form>", "<p>in</p>"),
        ("<a href='javascript:x()'>l</a><a href=' JAVA\nSCRIPT:x'>m</a>", "<a>l</a><a>m</a>"),
        (
            "<a href='data:text/html,x'>l</a><img src='data:image/png;base64,x' alt='i'>",
            "<a>l</a><img alt=\"i\" />"
        ),
        ("a<br>b<hr/><td align=left>c", "a<br />b<hr /><td align=\"left\">c</td>"),
        ("<a href=/c>l</a>", "<a href=\"https://n.example/c\">l</a>"),
        (
            "<a href='mailto:a@b.example'>l</a>",
            "<a href=\"mailto:a@b.example\">l</a>"
        ),
        ("<b><i>x</b>y", "<b><i>x</i></b>y"), ("</p><p>a", "<p>a</p>"),
        ("1 < 2 &lt;b&gt;", "1 &lt; 2 &lt;b&gt;"),
        ("<svg onload=x><script>y</script></svg>z", "z"), ("<x-evil><p>a</p></x-evil>", "<p>a</p>"),
        ("<img src=x onerror=alert(1)//", ""), ("<scr<script>ipt>x</script>", "ipt&gt;x"),
        ("<a href=\"&#106;avascript:x\">l</a>", "<a>l</a>"), ("<!--<p>--><p>a</p>", "<p>a</p>"),
        ("<img src=a src=javascript:x>", "<img src=\"https://n.example/a/a\" />"),
        ("<img src alt='i'><a href=''>l</a><q cite>m</q>", "<img alt=\"i\" /><a>l</a><q>m</q>"),
        ("<base href='//evil.example/'>a", "a"),
        ("<p/onmouseover=x>a", "<p>a</p>"), ("<math><mi xlink:href='javascript:x'>m</mi></math>a", "a"),
    ]) func onlyTheAllowListSurvives(_ html: String, _ expected: String) {
        #expect(HTMLRewriter.sanitized(html, base: base) == expected)
    }

    @Test(arguments: [
        "type=\"html\"", "type=\"text/html; charset=utf-8\"", "type=\"Text/HTML ;x=y\"",
        "type=\"text/x-html\"",
        "type=\"html\" mode=\"base64\"", "type=\"text/html;charset=utf-8\" mode=\"base64\"",
    ]) func noNameOfHTMLCarriesAScriptPastTheSanitizer(_ attributes: String) throws {
        let isBase64 = attributes.contains("base64")
        let value = isBase64 ? "PHNjcmlwdD54KCk8L3NjcmlwdD5h" : "&lt;script>x()&lt;/script>a"
        let text = """
            <feed xmlns="http://www.w3.org/2005/Atom"><title \(attributes)>\(value)</title><entry><id>1</id>\
            <content \(attributes)>\(value)</content></entry></feed>
            """
        let parsed = try FeedParser.parse(Array(text.utf8), contentType: nil, url: base)
        let safe = parsed.treated(.sanitize, url: base)

        #expect(safe.feed.title == "a" && safe.feed.titleType?.isMarkup == true)
        #expect(safe.entries.first?.content.map(\.value) == ["a"])
    }

    @Test func sanitizingTwiceChangesNothing() {
        let once = HTMLRewriter.sanitized(
            "<p>a<b>b <a href='c'>&amp; \"d\"</a><script>x</script>", base: base)

        #expect(HTMLRewriter.sanitized(once, base: base) == once)
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "<b>", count: 20_000) + "x"

        #expect(HTMLRewriter.sanitized(deep, base: base).utf8.count < 1_000)
    }
}
