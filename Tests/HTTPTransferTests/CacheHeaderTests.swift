import FoundationEssentials
import HTTPTransfer
import Testing

@Suite struct CacheHeaderTests {
    private static let now = Date(timeIntervalSince1970: 784_111_777)

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Sun, 6 Nov 1994 08:49:37 GMT", "sun, 06 nov 1994 08:49:37 gmt", "Sun, 06-Nov-1994 08:49:37 GMT",
    ])
    func readsHTTPDates(text: String) {
        #expect(HTTPDate.parse(text) == Self.now)
    }

    @Test(arguments: [
        "", "0", "-1", "now", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 0000 08:49:37 GMT", "Sun, 06 Nov 00001994 08:49:37 GMT", "Sun, 06 Nov 994 08:49:37 GMT",
        String(repeating: "Sun, ", count: 1_000),
    ])
    func doesNotGuessAtOtherDates(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }

    @Test func countsDaysAcrossLeapYears() throws {
        let leapDay = try #require(HTTPDate.parse("Thu, 29 Feb 2024 00:00:00 GMT"))
        let epoch = try #require(HTTPDate.parse("Thu, 01 Jan 1970 00:00:00 GMT"))

        #expect(leapDay.timeIntervalSince1970 == 1_709_164_800)
        #expect(epoch.timeIntervalSince1970 == 0)
    }

    @Test(arguments: [
        ("120", 120), ("0", 60), ("59", 60), ("-5", 60), ("86401", 86_400), ("315360000", 86_400),
        ("99999999999999999999999", 86_400), ("-99999999999999999999999", 60),
        ("Sun, 06 Nov 1994 09:49:37 GMT", 3_600), ("Sun, 06 Nov 1904 09:49:37 GMT", 60),
        ("Sun, 06 Nov 9999 09:49:37 GMT", 86_400),
    ])
    func retryAfterIsClamped(value: String, seconds: Int) {
        #expect(RetryAfter.seconds(of: fields(["Retry-After": value]), now: Self.now) == seconds)
    }

    @Test(arguments: ["", "soon", "1.5", "1h", "+5", "--5"])
    func unreadableRetryAfterIsNone(value: String) {
        #expect(RetryAfter.seconds(of: fields(["Retry-After": value]), now: Self.now) == nil)
    }

    @Test(arguments: [
        (["Cache-Control": "max-age=600"], 600), (["cache-control": "public, MAX-AGE=\"600\" , x"], 600),
        (["Cache-Control": "max-age=600", "Age": "100"], 500),
        (["Cache-Control": "max-age=600", "Age": "700"], 0),
        (["Cache-Control": "max-age=99999999999999999999"], 1 << 31),
        (["Cache-Control": "no-store, max-age=600"], 0),
        (["Cache-Control": "no-cache"], 0), (["Cache-Control": "max-age=-1"], nil),
        (["Cache-Control": "private"], nil),
        (["Expires": "Sun, 06 Nov 1994 09:49:37 GMT"], 3_600), (["Expires": "0"], 0),
        (["Expires": "Sun, 06 Nov 1994 09:49:37 GMT", "Date": "Sun, 06 Nov 1994 09:39:37 GMT"], 600),
        (["Expires": "Sun, 06 Nov 1994 09:49:37 GMT", "Cache-Control": "max-age=5"], 5), ([:], nil),
    ])
    func freshness(headers: [String: String], seconds: Int?) {
        #expect(CacheControl.freshSeconds(of: fields(headers), now: Self.now) == seconds)
    }

    private func fields(_ headers: [String: String]) -> HeaderFields {
        HeaderFields(headers.map { HeaderField(name: $0.key, value: $0.value) })
    }
}
