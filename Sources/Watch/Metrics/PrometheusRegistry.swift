package import CoreMetrics
import Synchronization

/// Keeps what the program measures and renders it as Prometheus reads it (text format 0.0.4).
///
/// A backend of swift-metrics: labels are names of metrics, dimensions their labels. What is asked for twice under one
/// name and the same labels is one series.
package final class PrometheusRegistry: MetricsFactory {
    private struct Key: Hashable {
        var name: String
        /// As rendered: `{result="failed"}`, or empty.
        var labels: String
    }

    /// What a metric is, by its name.
    private let help: [String: String]
    private let series = Mutex<[Key: any PrometheusSeries]>([:])

    /// The one that swift-metrics was started with; nil in programs that measure nothing.
    static var inUse: PrometheusRegistry? { MetricsSystem.factory as? PrometheusRegistry }

    package init(help: [String: String]) { self.help = help }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        make(label, dimensions) { CounterSeries() }
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        make(label, dimensions) { CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        make(label, dimensions) { GaugeSeries() }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        if aggregate { return make(label, dimensions) { HistogramSeries() } }
        return make(label, dimensions) { GaugeSeries() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        make(label, dimensions) { HistogramSeries() }
    }

    package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    /// Everything that is kept, metrics by name, each with its series by their labels.
    package func text() -> String {
        let all = series.withLock { $0 }.sorted {
            ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels)
        }
        var text = ""
        var last: String?
        for (key, series) in all {
            if key.name != last {
                if let help = help[key.name] { text += "# HELP \(key.name) \(PrometheusText.help(help))\n" }
                // A gauge by quantiles is what Prometheus calls a summary; `promtool check metrics` insists on it.
                let type = key.labels.contains("quantile=") ? "summary" : series.type
                text += "# TYPE \(key.name) \(type)\n"
                last = key.name
            }
            series.write(name: key.name, labels: key.labels, to: &text)
        }
        return text
    }

    /// The series of that name and those labels; one of another kind under the same name is not shared but stays unseen.
    private func make<Series: PrometheusSeries>(
        _ label: String, _ dimensions: [(String, String)], _ new: () -> Series
    ) -> Series {
        let key = Key(name: PrometheusText.name(label), labels: PrometheusText.labels(dimensions))
        return series.withLock { all in
            if let known = all[key] { return known as? Series ?? new() }
            let made = new()
            all[key] = made
            return made
        }
    }

    private func remove(_ handler: AnyObject) {
        series.withLock { all in
            if let key = all.first(where: { $0.value === handler })?.key { all[key] = nil }
        }
    }
}
