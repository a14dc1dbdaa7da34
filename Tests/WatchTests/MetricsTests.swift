import CoreMetrics
import Foundation
import HTTPTransfer
import TestSupport
import Testing

@testable import Watch

@Suite struct MetricsTests {
    @Test func seriesAreRenderedAsPrometheusReadsThem() {
        let registry = PrometheusRegistry(help: ["jobs_total": "Jobs\nby \\ kind."])
        Counter(label: "jobs_total", dimensions: [("kind", "a\"b\\c\nd")], factory: registry).increment(by: 2)
        Counter(label: "jobs_total", dimensions: [("kind", "a\"b\\c\nd")], factory: registry).increment()
        Counter(label: "jobs_total", dimensions: [], factory: registry).increment(by: 0)
        Meter(label: "depth", dimensions: [], factory: registry).set(1.5)
        Gauge(label: "9 lives-left", dimensions: [], factory: registry).record(Double.nan)
        Meter(label: "lag", dimensions: [("quantile", "0.5")], factory: registry).set(3)
        Timer(label: "work_seconds", dimensions: [("in", "x")], factory: registry).recordNanoseconds(
            2_000_000)
        Timer(label: "work_seconds", dimensions: [("in", "x")], factory: registry).recordSeconds(90)

        let lines = registry.text().split(separator: "\n", omittingEmptySubsequences: false)

        #expect(lines.prefix(2) == ["# TYPE _9_lives_left gauge", "_9_lives_left NaN"])
        #expect(lines.contains("depth 1.5"))
        #expect(lines.contains("# TYPE lag summary"))
        #expect(lines.contains("# HELP jobs_total Jobs\\nby \\\\ kind."))
        #expect(lines.count { $0 == "# TYPE jobs_total counter" } == 1)
        #expect(lines.contains("jobs_total 0"))
        #expect(lines.contains("jobs_total{kind=\"a\\\"b\\\\c\\nd\"} 3"))
        #expect(lines.contains("work_seconds_bucket{in=\"x\",le=\"0.001\"} 0"))
        #expect(lines.contains("work_seconds_bucket{in=\"x\",le=\"0.0025\"} 1"))
        #expect(lines.contains("work_seconds_bucket{in=\"x\",le=\"60\"} 1"))
        #expect(lines.contains("work_seconds_bucket{in=\"x\",le=\"+Inf\"} 2"))
        #expect(lines.contains("work_seconds_sum{in=\"x\"} 90.002"))
        #expect(lines.contains("work_seconds_count{in=\"x\"} 2"))
        #expect(lines.last == "")
    }

    @Test func counterNeverFallsAndADestroyedSeriesIsGone() {
        let registry = PrometheusRegistry(help: [:])
        let counter = FloatingPointCounter(label: "sum", dimensions: [], factory: registry)
        counter.increment(by: 2)
        counter.increment(by: -1)
        counter.increment(by: Double.infinity)

        #expect(registry.text().contains("sum 2\n"))
        counter.destroy()
        #expect(registry.text().isEmpty)
    }

    @Test(arguments: [
        ("127.0.0.1:9464", true), ("[::1]:9464", true), ("127.8.9.1:1", true), ("unix:metrics.sock", true),
        ("0.0.0.0:9464", false), ("[::]:9464", false), ("192.168.1.4:9464", false), ("localhost:9464", false),
        ("::1:9464", false), ("127.0.0.1:0", false), ("127.0.0.1:65536", false), ("127.0.0.1", false),
        ("unix:campwatch.sock", false), ("unix:/tmp/x.sock", false), ("unix:../x.sock", false),
        ("unix:", false),
        ("[127.0.0.1]:80", false), ("", false),
    ])
    func onlyThisMachineMayRead(text: String, isGood: Bool) {
        #expect((MetricsAddress(text) != nil) == isGood)
    }

    @Test func settingNamesWhatIsWrongWithItsLine() throws {
        #expect(try Configuration.parse("", file: "c.toml").metrics.address == nil)
        let good = try Configuration.parse("[metrics]\nlisten = \"[::1]:9464\"\n", file: "c.toml")
        #expect(good.metrics.address == .tcp(.v6(1), port: 9_464))

        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.parse("[metrics]\nlisten = \"0.0.0.0:9464\"\n", file: "c.toml")
        }
        #expect(error?.description.hasPrefix("c.toml:2: metrics.listen must be a loopback address") == true)
    }

    @Test(arguments: [
        ("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:9464", nil), ("GET /metrics HTTP/1.0", nil),
        ("GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: */*", nil),
        ("GET /metrics HTTP/1.1\r\nHost: [::1]:9464", nil),
        ("GET /metrics HTTP/1.1\r\nHost: evil.example", ScrapeRequest.Refusal.forbidden),
        ("GET / HTTP/1.1\r\nHost: localhost", .notFound),
        ("GET /metrics?x=1 HTTP/1.1\r\nHost: localhost", .notFound),
        ("POST /metrics HTTP/1.1\r\nHost: localhost", .methodNotAllowed),
        ("GET /metrics HTTP/1.1", .badRequest), ("GET /metrics HTTP/2.0\r\nHost: localhost", .badRequest),
        ("GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: localhost", .badRequest),
        ("GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5", .badRequest),
        ("GET /metrics HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked", .badRequest),
        ("GET /metrics HTTP/1.1\r\nHost : localhost", .badRequest),
        ("GET /metrics HTTP/1.1\r\nHost: localhost\r\n folded", .badRequest),
        ("GET  /metrics HTTP/1.1\r\nHost: localhost", .badRequest),
        ("GET /metrics HTTP/1.1\nHost: localhost", .badRequest), ("\u{0}\u{1}", .badRequest),
        ("", .badRequest),
    ])
    func onlyOneKindOfRequestIsServed(head: String, refusal: ScrapeRequest.Refusal?) {
        var found: ScrapeRequest.Refusal?
        do throws(ScrapeRequest.Refusal) {
            try ScrapeRequest.check(Array(head.utf8), checksHost: true)
        } catch {
            found = error
        }

        #expect(found == refusal)
    }
}
