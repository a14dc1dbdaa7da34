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
    /// The address to move the feed to.
    private(set) var newURL: String?
    /// The publisher has removed the feed: no more refreshes.
    private(set) var isRetired = false
    /// How long another title is only told; then it is the feed's title.
    private static let titleDoubt: TimeInterval = 7 * 86_400
    private static let alertsInDoubt = 30

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
        takeAnswer(answer)
    }

    /// Takes in a whole document that is a feed.
    mutating func take(
        _ answer: Answer, body: [UInt8], _ parsed: ParsedFeed, _ findings: [StoryFiler.Finding], isAudit: Bool
    ) {
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
        takeTitle(parsed.feed.title.map { OneLine.text($0, atMost: 200) })
        memory.site = parsed.feed.link.map { OneLine.text($0, atMost: 500) }
        learn(parsed.entries.compactMap { $0.published ?? $0.updated })
        memory.repeatedIDs = parsed.repeatedIDs.isEmpty ? nil : parsed.repeatedIDs
        memory.crashes = nil
        memory.faces = FlipRule.faces(memory.faces, keys: parsed.entries.map(\.id), now: now)
        raise(.alternates, FlipRule.complaint(memory.faces))
        let edits = findings.count { $0.edited != nil }
        raise(
            .rewritten,
            edits == 0
                ? nil
                : "\(edits) of its \(parsed.entries.count.counting("entry", "entries")) came under new ids; "
                    + "they are taken as edits, without alerts")
        takeAnswer(answer)
    }

    /// Of a feed that may be another one now, so many alerts are raised by one refresh at most.
    var mostAlerts: Int {
        memory.concern(.otherTitle) == nil && memory.concern(.alternates) == nil
            ? .max : Self.alertsInDoubt
    }

    /// What the refresh has filed, as far as a person should know.
    mutating func filed(_ count: StoryFiler.Count) {
        guard count.withheld > 0 else { return }
        remarks.append(
            "\(count.withheld.counting("alert is", "alerts are")) withheld: the feed is in doubt and raised "
                + "\(count.alerts) at once; look at its stories")
    }

    /// Takes in a failure.
    mutating func take(_ error: StageError) {
        // It was read to its end, whatever that was.
        if error.stage != .fetch { memory.crashes = nil }
        if error.retry == .page {
            raise(.page, "a web page stands where the feed was; open \(feed.url) in a browser")
        }
        guard let status = error.status else { return }
        memory.goneAnswers = status == 410 ? (memory.goneAnswers ?? 0) + 1 : nil
        // Twice, because one 410 may be a mistake of a server's update.
        guard let count = memory.goneAnswers, count >= 2 else { return }
        isRetired = true
        raise(
            .retired,
            "the publisher has removed it (410, twice), so it is paused; \(Self.search(memory.site)); "
                + "if it is back, `campwatch feeds resume \(feed.id)`")
    }

    private static func search(_ site: String?) -> String {
        site.map { "look for a new feed with `campwatch feeds add \($0)`" }
            ?? "end the subscription with `campwatch feeds remove`"
    }

    /// What any good answer says.
    private mutating func takeAnswer(_ answer: Answer) {
        memory.goneAnswers = nil
        for over in [FeedConcern.Kind.page, .retired, .quarantined] { raise(over, nil) }
        raise(.silent, SilenceRule.complaint(memory.rhythm, now: now))
        let target = answer.movedTo.flatMap { $0 == feed.url ? nil : $0 }
        memory.move = MoveRule.watch(memory.move, target: target, now: now)
        if memory.move == nil { raise(.duplicate, nil) }
        // Who calls itself something else may have taken the address over.
        if let move = memory.move, MoveRule.isAgreed(move), memory.concern(.otherTitle) == nil {
            newURL = move.to
        }
    }

    /// Follows small changes of the title and tells of another one.
    ///
    /// The alarm stands for a week, come what may, so that a feed which flips between two titles is told of once.
    private mutating func takeTitle(_ title: String?) {
        if let concern = memory.concern(.otherTitle) {
            guard now.timeIntervalSince(concern.since) >= Self.titleDoubt else { return }
            raise(.otherTitle, nil)
        } else if let title, let known = memory.ownTitle, TitleRule.isOther(title, than: known) {
            raise(
                .otherTitle,
                "it was \"\(known)\" and calls itself \"\(title)\" now; look whether it is the same")
            return
        }
        memory.ownTitle = title ?? memory.ownTitle
    }

    /// The feed has moved, or another feed has that address already.
    mutating func moved(to url: String, isDone: Bool) {
        if isDone {
            memory.move = nil
            remarks.append("has moved for good, as seen on three days: its address is \(url) now")
        } else {
            raise(.duplicate, "it has moved to \(url), which is another subscription: remove one of the two")
        }
    }

    /// Raises a concern, to be told once, or with nil ends it.
    private mutating func raise(_ kind: FeedConcern.Kind, _ detail: String?) {
        if memory.set(kind, detail, now: now), let detail { remarks.append(detail) }
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
