/// The bookkeeping of the loop's thread: who waits, who is under way, who has ended.
///
/// Every continuation is resumed exactly once: only `answer` does it, and it removes the submission first.
struct TransferRunner {
    private let configuration: TransferConfiguration
    private var queue: AdmissionQueue
    /// Everybody not yet answered, waiting or under way.
    private var open: [UInt64: Submission] = [:]
    private var underWay: [UInt64: Transfer] = [:]
    /// From the address of a libcurl handle to its transfer's id.
    private var ids: [UInt: UInt64] = [:]
    /// Handles for the next transfers, kept while others are under way: making one costs more than emptying it.
    private var idle: [EasyHandle] = []

    init(configuration: TransferConfiguration) {
        self.configuration = configuration
        queue = AdmissionQueue(
            limit: configuration.maxConnections, limitPerHost: configuration.maxConnectionsPerHost)
    }

    mutating func add(_ submission: Submission) {
        open[submission.id] = submission
        queue.add(submission.id, host: submission.url.host)
    }

    /// Starts what may start, moves bytes, and answers what has ended.
    mutating func step(_ multi: borrowing MultiHandle) {
        startWaiting(multi)
        multi.perform()
        while let ended = multi.nextFinished() {
            guard let id = ids[ended.key], let transfer = underWay[id] else { continue }
            multi.remove(transfer.easy)
            switch transfer.outcome(ended.status) {
            case .redirected: addHandle(of: transfer, id: id, multi)
            case .finished(let result): finish(id, result)
            }
        }
        startWaiting(multi)
        if underWay.isEmpty { idle.removeAll() }
    }

    private mutating func startWaiting(_ multi: borrowing MultiHandle) {
        while let (id, host) = queue.next() {
            // Nobody there: it was ended while it waited, and only gives its place back.
            guard let submission = open[id] else {
                queue.finished(host: host)
                continue
            }
            start(submission, multi)
        }
    }

    private mutating func start(_ submission: Submission, _ multi: borrowing MultiHandle) {
        do throws(TransferError) {
            let transfer = try Transfer(submission, on: try handle(), configuration: configuration)
            underWay[submission.id] = transfer
            ids[transfer.easy.key] = submission.id
            addHandle(of: transfer, id: submission.id, multi)
        } catch {
            queue.finished(host: submission.url.host)
            answer(submission.id, .failure(error))
        }
    }

    private mutating func handle() throws(TransferError) -> EasyHandle {
        if let used = idle.popLast() { return used }
        return try EasyHandle()
    }

    private mutating func addHandle(of transfer: Transfer, id: UInt64, _ multi: borrowing MultiHandle) {
        do throws(TransferError) {
            try multi.add(transfer.easy)
        } catch {
            finish(id, .failure(error))
        }
    }

    /// Ends one transfer for a reason of ours; nothing happens if it has already been answered.
    mutating func end(_ id: UInt64, _ code: TransferError.Code, on multi: borrowing MultiHandle) {
        guard let submission = open[id] else { return }
        let result = Result<TransferResponse, TransferError>.failure(.ended(code, host: submission.url.host))
        guard let transfer = underWay[id] else { return answer(id, result) }
        multi.remove(transfer.easy)
        finish(id, result)
    }

    mutating func endAll(_ code: TransferError.Code, on multi: borrowing MultiHandle) {
        for id in Array(open.keys) { end(id, code, on: multi) }
    }

    /// Forgets a transfer that has left the multi handle, frees its place and answers its caller.
    private mutating func finish(_ id: UInt64, _ result: Result<TransferResponse, TransferError>) {
        guard let transfer = underWay.removeValue(forKey: id) else { return }
        ids[transfer.easy.key] = nil
        transfer.easy.reset()
        idle.append(transfer.easy)
        if let submission = open[id] { queue.finished(host: submission.url.host) }
        answer(id, result)
    }

    private mutating func answer(_ id: UInt64, _ result: Result<TransferResponse, TransferError>) {
        open.removeValue(forKey: id)?.continuation.resume(returning: result)
    }
}
