import NewsModel
import Testing

@testable import Persistence

@Suite struct CanonicalLinkTests {
    @Test(
        arguments: [
            ("https://A.Example/Path?b=2&a=1", "https://a.example/Path?b=2&a=1"),
            ("http://a.example:80/x", "https://a.example/x"),
            ("https://a.example:443/x", "https://a.example/x"),
            ("https://a.example:/x", "https://a.example/x"),
            ("https://a.example.:443/x", "https://a.example/x"),
            ("https://a.example:8443/x", "https://a.example:8443/x"),
            ("http://a.example:443/x", "https://a.example:443/x"),
            ("https://a.example/x#comments", "https://a.example/x"),
            ("https://user:secret@a.example/x", "https://a.example/x"),
            ("  HTTPS://a.example/x  ", "https://a.example/x"),
            ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
            ("https://a.example/x?id=7&UTM_Campaign=z&fbclid=abc", "https://a.example/x?id=7"),
            ("https://a.example/x?gclid&id=7&&mc_cid=1#top", "https://a.example/x?id=7"),
            ("https://a.example/?p=12", "https://a.example/?p=12"),
            ("https://a.example?p=12", "https://a.example/?p=12"),
            ("https://a.example/новости/1", "https://a.example/новости/1"),
            ("https://a.example/x?utm=1", "https://a.example/x?utm=1"),
        ])
    func keepsWhatNamesTheArticle(link: String, canonical: String) {
        #expect(CanonicalLink.of(link) == canonical)
    }

    @Test(
        arguments: [
            "", "https://", "https:///x", "https://a.example", "https://a.example/", "https://a.example/#a",
            "https://a.example/?utm_source=rss", "ftp://a.example/x", "mailto:a@a.example", "/x",
            "javascript:x",
        ])
    func bareSitesAndOtherSchemesNameNoArticle(link: String) {
        #expect(CanonicalLink.of(link) == nil)
    }

    @Test func canonicalFormIsItsOwnCanonicalForm() throws {
        let once = try #require(CanonicalLink.of("http://A.example:80/x?a=1&utm_term=q#f"))

        #expect(CanonicalLink.of(once) == once)
    }

    @Test func contentHashSeesTitleLinkAndTextAndNoRunningTogether() {
        let entry = Entry.sample(title: "ab", link: "c", text: "d")

        #expect(ContentHash.of(entry) == ContentHash.of(entry))
        for other in [
            Entry.sample(title: "a", link: "bc", text: "d"), .sample(title: "ab", link: "cd", text: ""),
            .sample(title: "ab", text: "cd"), .sample(title: "ab", link: "c", text: "e"),
        ] {
            #expect(ContentHash.of(other) != ContentHash.of(entry))
        }
    }
}
