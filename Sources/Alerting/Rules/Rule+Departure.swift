package import FoundationEssentials
package import NewsModel

extension Rule {
    /// When an alert that is raised now leaves for a sink, and whether in a summary with others.
    ///
    /// `leaving` tells how many of the rule's alerts leave one by one for that sink in a span. Each window of a
    /// rate limit counts the alerts that leave in it, so those that waited for a morning count as of that morning.
    package func departure(at now: Date, leaving: (Range<Date>) throws -> Int) rethrows -> Departure {
        if let digest { return Departure(notBefore: afterQuiet(digest.next(after: now)), summary: .digest) }
        let free = afterQuiet(now)
        if let rateLimit {
            let window = rateLimit.window(around: free)
            if try leaving(window) >= rateLimit.count {
                return Departure(notBefore: afterQuiet(window.upperBound), summary: .rateLimit)
            }
        }
        return Departure(notBefore: free)
    }

    private func afterQuiet(_ date: Date) -> Date { quietHours?.leave(at: date) ?? date }

    /// The log has every alert at once: it wakes nobody, and it is the record.
    package static func isHeldBack(sink: String) -> Bool { sink != "log" }
}
