import Foundation
import NewsModel
import Testing
import Watch

@Suite struct ThrottleTests {
    private let now = Date(timeIntervalSince1970: 1_780_000_000)
    private let one = FeedID(rawValue: 1)
    private let two = FeedID(rawValue: 2)
    private let three = FeedID(rawValue: 3)

    private func after(_ seconds: Double) -> Date { now.addingTimeInterval(seconds) }

    @Test func oneRefusedFeedStandsForItself() {
        var throttle = Throttle()
        throttle.refuse(one, host: "a.example", until: after(600), now: now)

        #expect(throttle.pause(one, host: "a.example", now: now)?.until == after(600))
        #expect(throttle.pause(two, host: "a.example", now: now) == nil)
        #expect(throttle.pause(one, host: "a.example", now: after(601)) == nil)
    }

    @Test func twoFeedsStandForTheHostAndTwoHostsForTheDomain() {
        var throttle = Throttle()
        throttle.refuse(one, host: "a.example", until: after(600), now: now)
        throttle.refuse(two, host: "a.example", until: after(900), now: now)

        let sameHost = throttle.pause(three, host: "a.example", now: now)
        #expect(sameHost?.reach == .host && sameHost?.until == after(900))
        #expect(throttle.pause(three, host: "b.example", now: now) == nil)

        throttle.refuse(three, host: "b.example", until: after(60), now: now)
        let sameDomain = throttle.pause(FeedID(rawValue: 4), host: "c.example", now: now)
        #expect(sameDomain?.reach == .domain && sameDomain?.until == after(900))
    }

    @Test func refusedPageStandsForItsHostUntilItsTimeIsOver() {
        var throttle = Throttle()
        throttle.refuse(one, host: "www.a.example", isPage: true, until: after(600), now: now)

        #expect(throttle.pause(two, host: "www.a.example", now: now)?.reach == .host)
        #expect(throttle.pause(one, host: "feeds.a.example", now: now) == nil)
        let isNewsBefore = throttle.succeed(one, host: "feeds.a.example", now: after(60))
        let isNewsAfter = throttle.succeed(one, host: "feeds.a.example", now: after(601))
        #expect(!isNewsBefore && isNewsAfter && throttle.isEmpty)
    }

    @Test func refusedPagesNeverStandForTheDomainAndBindFeedsForAShorterTime() {
        var throttle = Throttle()
        for host in ["one.a.example", "two.a.example", "three.a.example"] {
            throttle.refuse(
                one, host: host, isPage: true, until: after(9_000), feedsUntil: after(300), now: now)
        }

        #expect(throttle.pause(two, host: "www.a.example", now: now) == nil)
        #expect(throttle.pause(two, host: "www.a.example", isPage: true, now: now) == nil)
        #expect(throttle.pause(two, host: "one.a.example", now: now)?.until == after(300))
        #expect(throttle.pause(two, host: "one.a.example", now: after(301)) == nil)
        let page = throttle.pause(two, host: "one.a.example", isPage: true, now: after(301))
        #expect(page?.until == after(9_000) && page?.reach == .host)
    }

    @Test func refusalOfAPageOnAnotherHostLeavesTheFirstInForce() {
        var throttle = Throttle()
        throttle.refuse(one, host: "www.a.example", isPage: true, until: after(9_000), now: now)
        throttle.refuse(one, host: "blog.a.example", isPage: true, until: after(60), now: now)
        throttle.refuse(one, host: "blog.a.example", isPage: true, until: after(90), now: now)

        #expect(throttle.pause(two, host: "www.a.example", now: after(100))?.until == after(9_000))
        #expect(throttle.refusals.map(\.host) == ["www.a.example", "blog.a.example"])
    }

    @Test func successNarrowsTheReachAgain() {
        var throttle = Throttle()
        throttle.refuse(one, host: "a.example", until: after(60), now: now)
        throttle.refuse(two, host: "a.example", until: after(60), now: now)

        let isFirstNews = throttle.succeed(three, host: "a.example", now: after(30))
        let isSecondNews = throttle.succeed(three, host: "a.example", now: after(90))
        throttle.refuse(three, host: "a.example", until: after(500), now: after(100))

        #expect(!isFirstNews && isSecondNews)
        #expect(throttle.refusals.map(\.feed) == [two, three])
        let isOwnNews = throttle.succeed(three, host: "a.example", now: after(120))
        #expect(isOwnNews && throttle.pause(one, host: "a.example", now: after(120)) == nil)
    }

    @Test func oldRefusalsAreForgotten() {
        var throttle = Throttle()
        throttle.refuse(one, host: "a.example", until: after(60), now: now)
        throttle.refuse(two, host: "a.example", until: after(200_000), now: after(100_000))

        #expect(throttle.refusals.map(\.feed) == [two])
    }

    @Test(
        arguments: [
            ("news.example.co.uk:8080", "example.co.uk"), ("Example.ORG", "example.org"),
            ("a.b.meadow.org", "meadow.org"), ("one.substack.com", "one.substack.com"),
            ("a.medium.com", "a.medium.com"), ("someone.github.io", "someone.github.io"),
            ("www.nikkei.co.jp", "nikkei.co.jp"), ("www.lemonde.fr", "lemonde.fr"),
            ("127.0.0.1:80", "127.0.0.1"), ("[::1]:8080", "[::1]"), ("localhost", "localhost"),
        ])
    func registrableDomain(host: String, domain: String) {
        #expect(RegistrableDomain.of(host) == domain)
    }
}
