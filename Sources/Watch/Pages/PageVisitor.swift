import FeedParsing
import FoundationEssentials
import HTTPTransfer
import NewsModel
import Persistence

/// Asks for the pages of one refresh, one after the other, as politely as for feeds, and writes down each request.
struct PageVisitor {
    /// How a visit ended.
    enum Visit {
        case page(TransferResponse)
        /// Another try may help.
        case transient
        /// Another try would give the same.
        case refused
        /// The time is over.
        case late
    }

    let feed: Feed
    let desk: PageDesk
    let transfers: TransferLoop
    let settings: Settings
    let throttles: ThrottleBook
    /// No request begins after it, and none lasts longer.
    let deadline: ContinuousClock.Instant
    private(set) var log: [PageFetch] = []
    private(set) var refusals: [ThrottleBook.Change] = []

    private static let accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
    /// Articles come in pages of up to 5 MB, mostly scripts.
    private static let largestPage = 5 << 20
    /// Failures after which a host is left alone for the rest of the refresh.
    private static let mostFailures = 2
    /// A request that fails this shortly before the deadline has failed for want of time.
    private static let haste = Duration.milliseconds(100)
    private var failures: [String: Int] = [:]

    init(
        feed: Feed, desk: PageDesk, transfers: TransferLoop, settings: Settings, throttles: ThrottleBook,
        deadline: ContinuousClock.Instant
    ) {
        self.feed = feed
        self.desk = desk
        self.transfers = transfers
        self.settings = settings
        self.throttles = throttles
        self.deadline = deadline
    }

    /// Follows redirects itself, so that each host's robots.txt, turn and pause count; throws when cancelled.
    mutating func visit(_ link: String) async throws -> Visit {
        var url = link
        for _ in 0...settings.configuration.fetch.maxRedirects {
            guard let place = WebPlace(url) else {
                return note(url, "is no http or https address that may be asked")
            }
            if let reason = pause(at: place) { return note(url, reason) }
            guard let robots = try await robots(of: place) else { return .late }
            // Asking for the robots.txt may have told us to wait.
            if let reason = pause(at: place) { return note(url, reason) }
            guard robots.allows(place.path) else { return note(url, "robots.txt forbids it") }
            let delay = Duration.seconds(min(robots.crawlDelay ?? 0, 3_600))
            guard try await turn(at: place, pause: delay) else { return .late }
            // So may another refresh have been told while this one waited for its turn.
            if let reason = pause(at: place) {
                desk.gate.leaveUnused(place.host, for: feed.id)
                return note(url, reason)
            }
            let answer = try await ask(url, at: place, .page)
            guard case .success(let response) = answer else { return failed(answer, url, place) }
            guard let next = response.redirects.last?.to else { return judge(response, url, place) }
            write(url, .page, .redirected, response, reason: "leads to \(next)")
            url = next
        }
        return note(url, "more than \(settings.configuration.fetch.maxRedirects) redirects")
    }

    /// Says what became of the page that was visited last.
    mutating func close(_ outcome: PageFetch.Outcome, _ reason: String) {
        guard !log.isEmpty else { return }
        log[log.count - 1].outcome = outcome
        log[log.count - 1].reason = reason
    }

    // MARK: - Leave to ask

    private func pause(at place: WebPlace) -> String? {
        if failures[place.host, default: 0] >= Self.mostFailures { return "its host failed twice just now" }
        let now = Date()
        return throttles.pause(for: feed, page: place.host, now: now).map { _ in "its host told us to wait" }
    }

    /// What the site allows, asked for if need be; nil when there is no time for that.
    private mutating func robots(of place: WebPlace) async throws -> RobotsFile? {
        if let known = desk.robots.file(for: place.origin, now: Date()) { return known }
        guard try await turn(at: place, pause: .zero) else { return nil }
        // Another refresh may have asked while this one waited for its turn.
        if let known = desk.robots.file(for: place.origin, now: Date()) {
            desk.gate.leaveUnused(place.host, for: feed.id)
            return known
        }
        let answer = try await ask(place.robotsURL, at: place, .robots)
        if case .failure = answer, .now + Self.haste >= deadline {
            // It was our time that ended, which says nothing of the site.
            write(
                place.robotsURL, .robots, .failed, nil,
                reason: "did not come before the time for pages was over")
            return nil
        }
        let (robots, reason) = Self.robots(in: answer)
        var response: TransferResponse?
        if case .success(let found) = answer { response = found }
        let isFound = if case .unreachable = robots { false } else { true }
        write(place.robotsURL, .robots, isFound ? .taken : .failed, response, reason: reason)
        if let response, Self.isThrottled(response) { throttle(response, place) }
        return desk.robots.take(robots, of: place.origin, now: Date())
    }

    private static func robots(
        in answer: Result<TransferResponse, TransferError>
    ) -> (RobotsBook.Answer, reason: String) {
        switch answer {
        case .success(let response) where 200..<300 ~= response.status:
            (.file(RobotsFile(response.body, agent: "campwatch")), "read")
        case .success(let response) where response.status == 429:
            (.unreachable, "the server asks for fewer requests (429)")
        case .success(let response) where 400..<500 ~= response.status:
            (.missing, "there is none (\(response.status)): everything is allowed")
        case .success(let response):
            (.unreachable, "the server is in trouble (\(response.status)): nothing is allowed for now")
        // A file that is never reached is none (RFC 9309, 2.3.1.2).
        case .failure(let error) where error.code == .tooManyRedirects:
            (.missing, "more than five redirects: everything is allowed")
        case .failure(let error):
            (.unreachable, OneLine.text(error.description))
        }
    }

    // MARK: - Asking

    /// Waits for the host's turn; false when that would come too late.
    private func turn(at place: WebPlace, pause: Duration) async throws -> Bool {
        try await desk.gate.turn(place.host, for: feed.id, pause: pause, until: deadline)
    }

    /// One request in the host's turn, which ends with it.
    private func ask(
        _ url: String, at place: WebPlace, _ kind: PageFetch.Kind
    ) async throws -> Result<TransferResponse, TransferError> {
        defer { desk.gate.leavePage(place.host, for: feed.id) }
        var limits = settings.limits
        limits.bodyBytes = min(limits.bodyBytes, Self.largestPage)
        limits.totalTime = max(.milliseconds(1), min(limits.totalTime, deadline - .now))
        if kind == .robots {
            limits.redirects = 5
            limits.bodyBytes = RobotsFile.byteLimit
        }
        let request = TransferRequest(
            url: url,
            headers: [
                HeaderField(name: "Accept", value: kind == .page ? Self.accept : "text/plain, */*;q=0.5")
            ],
            allowedBlocks: settings.blocks(for: feed, at: place.host), limits: limits,
            stopsAtRedirect: kind == .page,
            cutsAtLimit: kind == .robots)
        do throws(TransferError) {
            return .success(try await transfers.fetch(request))
        } catch {
            if error.code == .cancelled || error.code == .stopped { throw CancellationError() }
            return .failure(error)
        }
    }

    // MARK: - What the answer means

    private mutating func judge(_ response: TransferResponse, _ url: String, _ place: WebPlace) -> Visit {
        let isThrottled = Self.isThrottled(response)
        guard response.status == 200 else {
            write(url, .page, .failed, response, reason: "the server answers with status \(response.status)")
            // A page that is not there says nothing of its host, which has answered.
            if ![404, 410].contains(response.status) { failures[place.host, default: 0] += 1 }
            if isThrottled { throttle(response, place) }
            let isTransient = response.status >= 500 || [408, 425].contains(response.status)
            return isTransient && !isThrottled ? .transient : .refused
        }
        failures[place.host] = nil
        let type = response.headers["Content-Type"]?.lowercased() ?? "text/html"
        guard type.hasPrefix("text/") || type.contains("html") || type.contains("xml") else {
            write(
                url, .page, .notBetter, response, reason: "is no page but \(OneLine.text(type, atMost: 60))")
            return .refused
        }
        write(url, .page, .notBetter, response, reason: "")
        return .page(response)
    }

    private mutating func failed(
        _ answer: Result<TransferResponse, TransferError>, _ url: String, _ place: WebPlace
    ) -> Visit {
        guard case .failure(let error) = answer else { return .refused }
        write(url, .page, .failed, nil, reason: OneLine.text(error.description))
        failures[place.host, default: 0] += 1
        switch error.code {
        case .resolve, .connect, .timedOut, .tooSlow, .partial, .http2, .other: return .transient
        default: return .refused
        }
    }

    private static func isThrottled(_ response: TransferResponse) -> Bool {
        response.status == 429 || response.status == 503 && response.headers["Retry-After"] != nil
    }

    /// The host's pages are left alone for as long as it asks, or a few minutes; its feeds for no more than these.
    private mutating func throttle(_ response: TransferResponse, _ place: WebPlace) {
        let now = Date()
        let polling = settings.configuration.polling
        let asked = RetryAfter.seconds(of: response.headers, now: now).map { Double($0) }
        let minimum = polling.minimum / .seconds(1)
        let seconds = min(asked ?? minimum, polling.maximum / .seconds(1))
        refusals.append(
            throttles.refused(
                feed, page: place.host, until: now.addingTimeInterval(seconds),
                feedsUntil: now.addingTimeInterval(min(seconds, minimum)), now: now))
    }

    // MARK: - The log

    private mutating func write(
        _ url: String, _ kind: PageFetch.Kind, _ outcome: PageFetch.Outcome, _ response: TransferResponse?,
        reason: String
    ) {
        log.append(
            PageFetch(
                feed: feed.id, time: Date(), kind: kind, url: OneLine.text(url, atMost: 2_048),
                outcome: outcome,
                status: response?.status, bytes: response?.body.count ?? 0, duration: response?.duration ?? 0,
                reason: reason))
    }

    /// A page that is not asked for.
    private mutating func note(_ url: String, _ reason: String) -> Visit {
        write(url, .page, .notAsked, nil, reason: reason)
        return .refused
    }
}
