import Testing

@testable import FeedParsing

@Suite struct URLResolverTests {
    /// The examples of RFC 3986 §5.4 and some of the wild.
    @Test(arguments: [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
        ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"),
        ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"), ("./../g", "http://a/b/g"), ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("g?y/../x", "http://a/b/c/g?y/../x"), ("https://x/ y", "https://x/%20y"), (" /g\n", "http://a/g"),
        ("http://x/é?ü", "http://x/é?ü"), ("mailto:a@b", "mailto:a@b"),
    ]) func resolvesAsTheStandardSays(_ reference: String, _ expected: String) {
        #expect(URLResolver.resolve(reference, base: "http://a/b/c/d;p?q") == expected)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\nscript:alert(1)", "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x", "ftp://x/", "http://", "https://", "mailto:a@b", "about:blank",
    ]) func givesNoWebLinkForOtherSchemes(_ reference: String) {
        #expect(URLResolver.webLink(reference, base: "http://a/") == nil)
    }

    @Test func aBaseWithoutPathIsTheRoot() {
        #expect(URLResolver.resolve("x/y", base: "https://n.example") == "https://n.example/x/y")
        #expect(URLResolver.resolve("?q", base: "https://n.example") == "https://n.example?q")
        #expect(URLResolver.resolve("x", base: "mailto:a@b") == "x")
        #expect(URLResolver.resolve("x", base: "") == "x")
    }
}
