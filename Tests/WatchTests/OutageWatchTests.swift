import Testing
import Watch

@Suite struct OutageWatchTests {
    private let start = ContinuousClock.now

    /// Feeds the endings in and gives back the turns.
    private func turns(_ endings: [(host: String, hasAnswer: Bool, second: Int)]) -> [OutageWatch.Turn] {
        var watch = OutageWatch()
        return endings.compactMap {
            watch.ended(host: $0.host, hasAnswer: $0.hasAnswer, now: start + .seconds($0.second))
        }
    }

    @Test func manySilentHostsAreOneOutageWithOneEnd() {
        let down = (1...40).map { (host: "h\($0)", hasAnswer: false, second: $0) }
        let up = (1...40).map { (host: "h\($0)", hasAnswer: true, second: 100 + $0) }

        #expect(turns(down + up) == [.down(hosts: 5), .up(seconds: 96)])
    }

    @Test func oneHostThatFailsOftenIsNoOutage() {
        #expect(turns((1...40).map { (host: "h", hasAnswer: false, second: $0) }).isEmpty)
    }

    @Test func someFailuresAmongAnswersAreNoOutage() {
        #expect(turns((1...40).map { (host: "h\($0)", hasAnswer: $0 % 3 == 0, second: $0) }).isEmpty)
    }

    @Test func failuresOverHoursAreNoOutage() {
        #expect(turns((1...40).map { (host: "h\($0)", hasAnswer: false, second: $0 * 200) }).isEmpty)
    }
}
