import FeedParsing
import FoundationEssentials
import NewsModel
import Persistence

/// What an answer changes in what is remembered of its feed, and what is worth telling a person.
///
/// Pure: the refresher stores the result in the transaction of the entries.
struct FeedReview {
    let feed: Feed
    let now: Date
    private(set) var memory: FeedMemory
    private(set) var validators: FeedValidators
    /// One line each, to be logged once.
    private(set) var remarks: [String] = []

    init(_ feed: Feed, now: Date) {
        self.feed = feed
        self.now = now
        memory = feed.state.memory
        validators = feed.state.validators
    }

    /// What the schedule needs besides the answer's own headers.
    func hints(_ hints: PollingPolicy.Hints) -> PollingPolicy.Hints {
        var hints = hints
        hints.wishes = memory.wishes ?? FeedWishes()
        hints.rhythm = memory.rhythm
        return hints
    }

    /// Takes in a 304.
    mutating func takeNotModified(_ answer: Answer) {
        validators = ValidatorRule.after304(
            validators, received: answer.received, isSameURL: isSameURL(answer))
        memory.validatorsURL = answer.url
    }

    /// Takes in a whole document that is a feed.
    mutating func take(_ answer: Answer, body: [UInt8], _ parsed: ParsedFeed, isAudit: Bool) {
        let hash = ContentHash.of(bytes: body)
        let isSameBody = hash == memory.bodyHash
        validators = ValidatorRule.afterBody(
            validators, received: answer.received, isSameURL: isSameURL(answer), isSameBody: isSameBody,
            isCutOff: parsed.isCutOff)
        memory.audits = isAudit && isSameBody ? (memory.audits ?? 0) + 1 : nil
        memory.validatorsURL = answer.url
        memory.bodyHash = hash
        memory.lastWhole = now
        memory.wishes = FeedWishes(parsed.feed)
        memory.ownTitle = parsed.feed.title.map { OneLine.text($0, atMost: 200) }
        memory.site = parsed.feed.link.map { OneLine.text($0, atMost: 500) }
        learn(parsed.entries.compactMap { $0.published ?? $0.updated })
    }

    private mutating func learn(_ publications: [Date]) {
        if memory.rhythm == nil {
            memory.rhythm = Rhythm(publications: publications, now: now)
        } else {
            memory.rhythm?.learn(publications, now: now)
        }
    }

    /// A feed without a known place of its validators got them where it answers now.
    private func isSameURL(_ answer: Answer) -> Bool {
        memory.validatorsURL.map { $0 == answer.url } ?? true
    }

    /// The validators of the answer that can be sent back, as the fetch log keeps them.
    ///
    /// Those of a document that was cut off are none.
    func received(_ answer: Answer) -> ValidatorPrint {
        validators == FeedValidators() ? ValidatorPrint() : ValidatorPrint(answer.received)
    }

    func memory(with record: ScheduleRecord) -> FeedMemory {
        var memory = memory
        memory.schedule = record
        return memory
    }
}

extension ParsedFeed {
    /// Whether the end of the document is missing, by what the parser had to mend.
    fileprivate var isCutOff: Bool {
        guard let bozoReason else { return false }
        return bozoReason.contains("ends before its root element") || bozoReason.contains("broken JSON")
    }
}

extension FeedWishes {
    /// Days by their English names; numbers that no publisher means are cut to a month.
    fileprivate init(_ info: FeedInfo) {
        let month = 31 * 86_400
        self.init(
            ttlMinutes: info.ttl.flatMap { $0 > 0 ? min($0, month / 60) : nil },
            updateSeconds: info.updateSeconds.flatMap { $0 > 0 ? min($0, month) : nil },
            skipHours: info.skipHours.filter { 0...23 ~= $0 },
            skipDays: info.skipDays.compactMap(SkipWindow.day(named:)))
    }
}
