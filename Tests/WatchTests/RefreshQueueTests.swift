import NewsModel
import Testing
import Watch

@Suite struct RefreshQueueTests {
    private let start = ContinuousClock.now

    private func feeds(_ urls: String...) -> [Feed] {
        urls.enumerated().map { Feed(id: FeedID(rawValue: Int64($0 + 1)), url: $1, title: "") }
    }

    @Test func oneHostIsAskedForOneThingAtATimeWithAPauseAfterTheAnswer() {
        let feeds = feeds("https://a.example/1", "https://A.example/2")
        var queue = RefreshQueue(capacity: 8, gate: HostGate(gap: .seconds(2)))
        queue.add(feeds)

        let first = queue.take(now: start)
        let whileBusy = queue.take(now: start)
        let wakeWhileBusy = queue.wakeAt(now: start)
        queue.finish(feeds[0], now: start + .seconds(5))
        let duringPause = queue.take(now: start + .seconds(6))
        let wakeDuringPause = queue.wakeAt(now: start + .seconds(6))
        let second = queue.take(now: start + .seconds(7))

        #expect(first?.id == feeds[0].id)
        #expect(whileBusy == nil)
        #expect(wakeWhileBusy == nil)
        #expect(duringPause == nil)
        #expect(wakeDuringPause == start + .seconds(7))
        #expect(second?.id == feeds[1].id)
    }

    @Test func hostsTakeTurns() {
        var queue = RefreshQueue(capacity: 8, gate: HostGate(gap: .zero))
        let feeds = feeds("https://a.example/1", "https://a.example/2", "https://b.example/1")
        queue.add(feeds)

        let taken = [queue.take(now: start), queue.take(now: start), queue.take(now: start)]

        #expect(taken.map { $0?.id } == [feeds[0].id, feeds[2].id, nil])
    }

    @Test func capacityBoundsWhatIsUnderWay() {
        var queue = RefreshQueue(capacity: 1, gate: HostGate(gap: .zero))
        let feeds = feeds("https://a.example/", "https://b.example/")
        queue.add(feeds)

        let first = queue.take(now: start)
        let whileFull = queue.take(now: start)
        queue.finish(feeds[0], now: start)
        let second = queue.take(now: start)

        #expect(first?.id == feeds[0].id)
        #expect(whileFull == nil)
        #expect(second?.id == feeds[1].id)
    }

    @Test func feedUnderWayIsNotQueuedAgain() {
        var queue = RefreshQueue(capacity: 8, gate: HostGate(gap: .zero))
        let feeds = feeds("https://a.example/")
        queue.add(feeds)
        _ = queue.take(now: start)

        queue.add(feeds)
        queue.finish(feeds[0], now: start)
        let again = queue.take(now: start)

        #expect(again == nil)
        #expect(queue.isIdle)
    }

    @Test func portsAreHostsOfTheirOwn() {
        #expect(feeds("http://127.0.0.1:8080/x")[0].host == "127.0.0.1:8080")
        #expect(feeds("https://Example.ORG/x")[0].host == "example.org")
    }
}
