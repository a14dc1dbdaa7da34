import CoreMetrics
import Synchronization

/// One line of values over time, or for a histogram a bundle of them.
protocol PrometheusSeries: AnyObject, Sendable {
    /// The word after `# TYPE`.
    var type: String { get }

    /// Adds its samples, a line each; `labels` are rendered with their braces, or empty.
    func write(name: String, labels: String, to text: inout String)
}

/// A sum that only grows while the process lives.
final class CounterSeries: PrometheusSeries, CounterHandler, FloatingPointCounterHandler {
    private let value = Mutex(0.0)
    let type = "counter"

    /// Negative amounts and those that are no number are dropped: a counter that falls reads as a restart.
    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        value.withLock { $0 += amount }
    }

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    func reset() { value.withLock { $0 = 0 } }

    func write(name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(PrometheusText.number(value.withLock { $0 }))\n"
    }
}

/// A value as it is now.
final class GaugeSeries: PrometheusSeries, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)
    let type = "gauge"

    func set(_ new: Double) { value.withLock { $0 = new } }
    func set(_ new: Int64) { set(Double(new)) }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ new: Int64) { set(Double(new)) }
    func record(_ new: Double) { set(new) }

    func write(name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(PrometheusText.number(value.withLock { $0 }))\n"
    }
}

/// How often values were how large; times are in seconds.
final class HistogramSeries: PrometheusSeries, TimerHandler, RecorderHandler {
    /// Upper bounds in seconds: from the parsing of a small feed to the longest transfer.
    static let bounds = [
        0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]

    private struct State {
        /// By the first bound that is not smaller; the last is for what is larger than all.
        var counts = [Int](repeating: 0, count: bounds.count + 1)
        var sum = 0.0
    }

    private let state = Mutex(State())
    let type = "histogram"

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        let place = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
        state.withLock { state in
            state.counts[place] += 1
            state.sum += value
        }
    }

    func write(name: String, labels: String, to text: inout String) {
        let state = state.withLock { $0 }
        // `le` comes after the other labels, within the same braces.
        let open = labels.isEmpty ? "{" : labels.dropLast() + ","
        var total = 0
        for (bound, count) in zip(Self.bounds.map(PrometheusText.number) + ["+Inf"], state.counts) {
            total += count
            text += "\(name)_bucket\(open)le=\"\(bound)\"} \(total)\n"
        }
        text += "\(name)_sum\(labels) \(PrometheusText.number(state.sum))\n"
        text += "\(name)_count\(labels) \(total)\n"
    }
}
