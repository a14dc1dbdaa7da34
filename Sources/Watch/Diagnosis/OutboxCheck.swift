import FoundationEssentials
import NewsModel
import Persistence

/// Whether alerts reach their sinks.
struct OutboxCheck {
    /// Waiting longer than this is no pause between two attempts.
    private static let stuck = 900.0
    /// Alerts that were given up are told of for so long.
    private static let recent: Double = 7 * 86_400

    let store: Store
    /// Those of the configuration besides the log; nil when they are not known.
    let sinks: [String]?
    let now: Date

    func findings() async throws(StoreError) -> [Finding] {
        let backlogs = try await store.summary().outbox
        let stopped = try await store.stoppedSinks()
        let givenUp = try await store.givenUp(since: now.addingTimeInterval(-Self.recent))
        let faults =
            stopped.sorted { $0.key < $1.key }.map { stop($0.key, $0.value) }
            + backlogs.filter { stopped[$0.sink] == nil }.compactMap(waiting)
            + givenUp.sorted { $0.key < $1.key }.map { given($0.key, $0.value) }
        guard faults.isEmpty else { return faults }
        let pending = backlogs.map(\.pending).reduce(0, +)
        let held = backlogs.map(\.held).reduce(0, +)
        return [
            Finding(
                .outbox, .ok, "\(Self.wait(pending)) for their sinks, \(held) are held back by their rules")
        ]
    }

    private func stop(_ sink: String, _ stop: SinkStop) -> Finding {
        Finding(
            .outbox, .problem,
            "the sink \(sink) is stopped since \(stop.since.formatted(.iso8601)): \(stop.reason)",
            remedy: "mend its address and reload, then `campwatch alerts enable \(sink)`")
    }

    private func waiting(_ backlog: StoreSummary.Backlog) -> Finding? {
        guard let oldest = backlog.oldestPending, backlog.pending > 0 else { return nil }
        if let sinks, backlog.sink != "log", !sinks.contains(backlog.sink) {
            return Finding(
                .outbox, .warning,
                "\(Self.wait(backlog.pending)) for the sink \(backlog.sink), which is not in campwatch.toml",
                remedy: "add [sinks.\(backlog.sink)] again and reload, and they are delivered")
        }
        let minutes = Int(now.timeIntervalSince(oldest) / 60)
        guard now.timeIntervalSince(oldest) > Self.stuck else { return nil }
        return Finding(
            .outbox, .warning,
            "\(Self.wait(backlog.pending)) for the sink \(backlog.sink), the oldest for \(minutes) min",
            remedy: "`campwatch alerts deliveries --status pending` says what the sink answered")
    }

    private static func wait(_ count: Int) -> String { count.counting("alert waits", "alerts wait") }

    private func given(_ sink: String, _ count: Int) -> Finding {
        Finding(
            .outbox, .warning,
            "\(count.counting("alert was", "alerts were")) given up at the sink \(sink) in the last seven days",
            remedy:
                "`campwatch alerts deliveries --status failed` says why, `campwatch alerts retry ID` tries again"
        )
    }
}

/// How soon after a story's publication its alert comes.
enum LagCheck {
    static func finding(_ lag: AlertLag?) -> Finding {
        guard let lag else {
            return Finding(
                .lag, .unchecked,
                "not measured: no alert of the last seven days is on a story that was published after its feed was first read"
            )
        }
        return Finding(.lag, .ok, lag.inWords)
    }
}

extension AlertLag {
    /// "half of 312 alerts within 12m, 95 % within 1h 3m of publication"; of few no share is stated that none is.
    package var inWords: String {
        let (half, most) = (Self.words(p50), Self.words(p95))
        return switch alerts {
        case 1: "1 alert, \(half) after publication"
        case ..<20: "half of \(alerts) alerts within \(half), all within \(most) of publication"
        default: "half of \(alerts) alerts within \(half), 95 % within \(most) of publication"
        }
    }

    private static func words(_ seconds: Double) -> String {
        DurationText.format(.seconds(seconds.rounded(.up)))
    }
}
