package import NewsModel

/// A schedule in plain words.
package struct ScheduleWords {
    private let polling: Configuration.Polling
    private let failures: Int

    package init(polling: Configuration.Polling, failures: Int) {
        self.polling = polling
        self.failures = failures
    }

    /// Why the next check is when it is, on one line.
    package func reason(_ record: ScheduleRecord) -> String {
        guard let winner = record.inputs.last(where: { $0.source == record.winner }) else { return "" }
        var text = Self.words(winner, failures: failures)
        switch record.limit {
        case .minimum: text += ", not under \(DurationText.format(polling.minimum))"
        case .maximum: text += ", not over \(DurationText.format(polling.maximum))"
        case nil: break
        }
        return record.jitter < 1 ? text : text + ", and \(Self.time(record.jitter)) by chance"
    }

    /// What one input says; `failures` are those in a row.
    package static func words(_ input: ScheduleRecord.Input, failures: Int) -> String {
        let time = time(input.seconds)
        switch input.source {
        case .interval: return "every \(time)"
        case .rhythm: return "by the feed's own rhythm, something new is likely in \(time)"
        case .ttl, .updatePeriod: return "the feed asks for every \(time)"
        case .cache: return "the server says the answer stays fresh for \(time)"
        case .retryAfter: return "the server asks to wait \(time)"
        case .skip: return "the feed asks to be left alone at that hour, for \(time)"
        case .backOff:
            return time + (failures <= 1 ? " after a failure" : " after \(failures) failures in a row")
        case .throttle: return "its host or domain asked other feeds to wait, for \(time)"
        }
    }

    /// The name of an input in a list.
    package static func name(_ source: ScheduleRecord.Source) -> String {
        switch source {
        case .interval: "our interval"
        case .rhythm: "its rhythm"
        case .ttl: "ttl"
        case .updatePeriod: "sy:updatePeriod"
        case .cache: "Cache-Control"
        case .retryAfter: "Retry-After"
        case .skip: "skipHours/Days"
        case .backOff: "back-off"
        case .throttle: "throttle"
        }
    }

    private static func time(_ seconds: Double) -> String {
        DurationText.format(.seconds(min(max(0, seconds), 1e9)))
    }
}
