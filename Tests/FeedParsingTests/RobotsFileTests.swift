import Testing

@testable import FeedParsing

@Suite struct RobotsFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let path: String
        let isAllowed: Bool

        init(_ name: String, _ file: String, _ path: String, _ isAllowed: Bool) {
            testDescription = name
            self.file = file
            self.path = path
            self.isAllowed = isAllowed
        }
    }

    static let cases: [Case] = [
        // Groups
        Case("an empty file allows all", "", "/a", true),
        Case("a web page instead of a file allows all", "<!DOCTYPE html><p>Disallow: /</p>", "/a", true),
        Case("everyone is forbidden", "User-agent: *\nDisallow: /", "/a", false),
        Case("everyone else is forbidden", "User-agent: other\nDisallow: /", "/a", true),
        Case("our name in another case", "User-Agent: CampWatch\nDisallow: /", "/a", false),
        Case("our name with a version", "User-agent: campwatch/1.0\nDisallow: /", "/a", false),
        Case("a longer name is not ours", "User-agent: campwatcher\nDisallow: /", "/a", true),
        Case("a part of our name is not ours", "User-agent: camp\nDisallow: /", "/a", true),
        Case(
            "our group instead of everyone's",
            "User-agent: *\nDisallow: /\n\nUser-agent: campwatch\nDisallow: /b",
            "/a", true),
        Case(
            "our group before everyone's", "User-agent: campwatch\nDisallow: /a\nUser-agent: *\nDisallow:",
            "/a", false),
        Case(
            "an empty group of ours allows all", "User-agent: *\nDisallow: /\n\nUser-agent: campwatch\n",
            "/a",
            true),
        Case("two names share a group", "User-agent: x\nUser-agent: campwatch\nDisallow: /a", "/a", false),
        Case("an empty line does not end a group", "User-agent: campwatch\n\nDisallow: /a", "/a", false),
        Case(
            "two groups of ours are one",
            "User-agent: campwatch\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: campwatch\nDisallow: /b",
            "/b", false),
        Case(
            "rules before any group count for nobody", "Disallow: /\nUser-agent: *\nDisallow: /b", "/a", true),
        Case(
            "unknown lines end no group", "User-agent: campwatch\nSitemap: https://a.example/s\nDisallow: /a",
            "/a", false),
        Case(
            "a crawl delay is a rule", "User-agent: campwatch\nCrawl-delay: 1\nUser-agent: x\nDisallow: /",
            "/a", true),
        // Lines
        Case("a byte order mark", "\u{FEFF}User-agent: *\nDisallow: /a", "/a", false),
        Case("carriage returns alone", "User-agent: *\rDisallow: /a\r", "/a", false),
        Case("carriage returns and line feeds", "User-agent: *\r\nDisallow: /a\r\n", "/a", false),
        Case("blanks around everything", " User-agent\t: * \n  Disallow :  /a  ", "/a", false),
        Case("a remark after a rule", "User-agent: * # all\nDisallow: /a # secret", "/a", false),
        Case("an empty Disallow allows all", "User-agent: *\nDisallow:", "/a", true),
        Case("a pattern without a slash is none", "User-agent: *\nDisallow: a", "/a", true),
        // Paths
        Case("a prefix", "User-agent: *\nDisallow: /fish", "/fishheads/yummy.html", false),
        Case("case of a path counts", "User-agent: *\nDisallow: /fish", "/Fish.asp", true),
        Case("a folder is not its name", "User-agent: *\nDisallow: /fish/", "/fish", true),
        Case("an empty path is the root", "User-agent: *\nDisallow: /$", "", false),
        Case("the query counts", "User-agent: *\nDisallow: /a?page=", "/a?page=2", false),
        Case("robots.txt itself is always allowed", "User-agent: *\nDisallow: /", "/robots.txt", true),
        Case("a star inside", "User-agent: *\nDisallow: /*.php", "/folder/any.php.file.html", false),
        Case("a star matches nothing too", "User-agent: *\nDisallow: /a*b", "/ab", false),
        Case("a star that finds nothing", "User-agent: *\nDisallow: /a*b*c", "/a-c-b", true),
        Case("a star at the beginning", "User-agent: *\nDisallow: *.pdf", "/x.pdf", false),
        Case("the end", "User-agent: *\nDisallow: /*.php$", "/a.php", false),
        Case("not the end", "User-agent: *\nDisallow: /*.php$", "/a.php?x=1", true),
        Case("the end after several tries", "User-agent: *\nDisallow: /*a$", "/banana", false),
        Case("a dollar inside is itself", "User-agent: *\nDisallow: /a$b", "/a$b", false),
        Case("percent-encoded as published", "User-agent: *\nDisallow: /ツ", "/%E3%83%84", false),
        Case("small hexadecimal digits", "User-agent: *\nDisallow: /%e3%83%84", "/%E3%83%84", false),
        Case("an encoded letter is the letter", "User-agent: *\nDisallow: /%61bc", "/abc", false),
        Case("an encoded slash is none", "User-agent: *\nDisallow: /a%2Fb", "/a/b", true),
        Case("an encoded star is no wildcard", "User-agent: *\nDisallow: /a%2A", "/axx", true),
        // Precedence
        Case("the longer Allow wins", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true),
        Case("the longer Disallow wins", "User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false),
        Case("of equals Allow wins", "User-agent: *\nDisallow: /page\nAllow: /page", "/page", true),
        Case(
            "stars count for the length", "User-agent: *\nAllow: /page\nDisallow: /*.htm", "/page.htm", false),
        Case("the root alone", "User-agent: *\nAllow: /$\nDisallow: /", "/", true),
        Case("the root alone and no more", "User-agent: *\nAllow: /$\nDisallow: /", "/page.htm", false),
    ]

    @Test(arguments: cases)
    func rule(_ example: Case) {
        let robots = RobotsFile(Array(example.file.utf8), agent: "campwatch")

        #expect(robots.allows(example.path) == example.isAllowed)
    }

    @Test(
        arguments: [
            ("User-agent: *\nCrawl-delay: 7\nDisallow: /x", 7.0),
            ("User-agent: *\nCrawl-delay: 7\n\nUser-agent: campwatch\ncrawl-delay: 0.5", 0.5),
            ("User-agent: campwatch\nCrawl-delay: 2\nCrawl-delay: 3", 3),
            ("User-agent: x\nCrawl-delay: 9", nil),
            ("User-agent: *\nCrawl-delay: -1", nil), ("User-agent: *\nCrawl-delay: inf", nil),
            ("User-agent: *\nCrawl-delay: soon", nil),
        ] as [(String, Double?)])
    func crawlDelay(file: String, seconds: Double?) {
        #expect(RobotsFile(Array(file.utf8), agent: "campwatch").crawlDelay == seconds)
    }

    @Test func whatIsBeyondTheLimitIsNotRead() {
        let padding = String(repeating: "# padding\n", count: RobotsFile.byteLimit / 10)
        let file = RobotsFile(Array(("User-agent: *\n" + padding + "Disallow: /a").utf8), agent: "campwatch")

        #expect(file.allows("/a"))
    }

    @Test func rulesMadeToTakeForEverForbid() {
        let pattern =
            "Disallow: /" + String(repeating: "*" + String(repeating: "a", count: 400), count: 20) + "b\n"
        let text = "User-agent: *\n" + String(repeating: pattern, count: 60)
        let file = RobotsFile(Array(text.utf8), agent: "campwatch")
        let path = "/" + String(repeating: String(repeating: "a", count: 399) + "c", count: 40)

        #expect(!file.allows(path))
    }

    @Test func nothingIsAllowedWhileAFileCannotBeHad() {
        #expect(!RobotsFile.allowingNothing.allows("/a"))
        #expect(RobotsFile.allowingAll.allows("/a"))
    }
}
