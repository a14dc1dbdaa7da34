import Alerting
import Foundation
import Logging
import NewsModel
import Persistence
import ServiceLifecycle
import Synchronization

/// Hands the alerts of the outbox to their sinks, each sink by a worker of its own: a stuck one delays no other.
///
/// A reload may bring other sinks; a worker takes the sink of its name anew for each batch and ends when there is none.
final class OutboxService: Service {
    private struct State {
        var sinks: [String: any Sink] = [:]
        var bells: [String: Bell] = [:]
        var working: Set<String> = []
        var isStopping = false
    }

    private let delivery: Delivery
    private let pulse: WorkPulse
    private let state = Mutex(State())
    /// Rung when sinks come or go.
    private let change = Bell()

    init(store: Store, sinks: [any Sink], pulse: WorkPulse, logger: Logger) {
        delivery = Delivery(store: store, logger: logger)
        self.pulse = pulse
        use(sinks)
    }

    /// Puts other sinks in the place of those in use, and looks at the outbox.
    func use(_ sinks: [any Sink]) {
        state.withLock { state in
            state.sinks = Dictionary(sinks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            for name in state.sinks.keys where state.bells[name] == nil { state.bells[name] = Bell() }
        }
        change.ring()
        wake()
    }

    /// Makes every worker look at the outbox at once.
    func wake() {
        for bell in state.withLock({ $0.bells.values }) { bell.ring() }
    }

    /// Delivers until shutdown; a delivery under way is finished first.
    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while !isStopping {
                    for (name, bell) in startable() { group.addTask { await self.work(name, bell) } }
                    await change.wait(atMost: .seconds(3_600))
                }
            }
        } onCancelOrGracefulShutdown: {
            self.state.withLock { $0.isStopping = true }
            self.change.ring()
            self.wake()
        }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    /// The sinks that have no worker yet, which from now on count as having one.
    private func startable() -> [(String, Bell)] {
        state.withLock { state in
            let names = state.sinks.keys.filter { !state.working.contains($0) }
            state.working.formUnion(names)
            return names.compactMap { name in state.bells[name].map { (name, $0) } }
        }
    }

    /// Makes one attempt at everything that is due, up to each sink's first failure; false when there was one.
    func runOnce() async -> Bool {
        let sinks = state.withLock { Array($0.sinks.values) }
        return await withTaskGroup(of: Bool.self) { group in
            for sink in sinks { group.addTask { await self.delivery.deliverAll(to: sink) } }
            return await group.reduce(true) { $0 && $1 }
        }
    }

    private func work(_ name: String, _ bell: Bell) async {
        var failures = 0
        while let sink = current(name) {
            let outcome = await delivery.deliverBatch(to: sink)
            failures = outcome.isFailure ? failures + 1 : 0
            // All other sinks end a delivery by limits of their own.
            if name == LogSink.name { pulse.beat(.outbox) }
            switch outcome {
            case .delivered: if sink.gap > .zero { try? await Task.sleep(for: sink.gap) }
            case .postponed, .storeFailed: await breathe(failures, bell)
            case .stopped: await bell.wait(atMost: pulse.interval)
            case .idle(let next):
                let rest = next.map { Duration.seconds(max(0.05, $0.timeIntervalSinceNow)) }
                await bell.wait(atMost: min(rest ?? pulse.interval, pulse.interval))
            }
        }
        state.withLock { _ = $0.working.remove(name) }
        change.ring()
    }

    /// The sink by its name; nil when it is no longer configured or the service stops.
    private func current(_ name: String) -> (any Sink)? {
        state.withLock { $0.isStopping ? nil : $0.sinks[name] }
    }

    /// A sink that fails is left alone for a while, however many alerts wait for it: 1 s, 2 s, 4 s … a minute.
    private func breathe(_ failures: Int, _ bell: Bell) async {
        let end = ContinuousClock.now + .seconds(min(60, 1 << min(failures - 1, 6)))
        while !isStopping, ContinuousClock.now < end {
            await bell.wait(atMost: min(end - .now, pulse.interval))
        }
    }
}
