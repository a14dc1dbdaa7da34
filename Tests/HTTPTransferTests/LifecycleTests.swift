import Foundation
import HTTPTransfer
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct LifecycleTests {
    @Test func cancellingATaskEndsItsTransfer() async throws {
        let server = try LoopbackServer { _ in .scripted([.hang]) }
        let loop = try makeLoop()
        let request = TransferRequest(url: server.url())
        let task = Task { try await failure(of: request, on: loop) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }

        task.cancel()

        #expect(try await task.value.code == .cancelled)
    }

    @Test func aHandleThatFoundNoAddressServesTheNextTransfer() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(text: "feed") }
        let loop = try makeLoop()

        let code = try await failure(of: TransferRequest(url: "http://feeds.invalid/"), on: loop).code
        let response = try await loop.fetch(TransferRequest(url: server.url()))

        #expect(code == .resolve)
        #expect(response.text == "feed")
    }

    @Test func aTaskCancelledBeforehandSendsNothing() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(text: "feed") }
        let loop = try makeLoop()
        let request = TransferRequest(url: server.url())

        let code = try await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await failure(of: request, on: loop).code
        }.value

        #expect(code == .cancelled)
        #expect(server.requests.isEmpty)
    }

    @Test func cancellingAtAnyMomentAnswersOnce() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(text: "feed", delay: 0.001) }
        let loop = try makeLoop { $0.maxConnectionsPerHost = 8 }
        let request = TransferRequest(url: server.url())

        let codes = try await withThrowingTaskGroup(of: TransferError.Code?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let fetch = Task { try await loop.fetch(request).status }
                    try await Task.sleep(for: .microseconds(number * 100))
                    fetch.cancel()
                    do { return try await fetch.value == 200 ? nil : .badResponse } catch let error
                        as TransferError
                    {
                        return error.code
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(codes.count == 200)
        #expect(codes.allSatisfy { $0 == nil || $0 == .cancelled })
        #expect(try await loop.fetch(request).status == 200)
    }

    @Test func droppingALoopStopsItsThread() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(text: "feed") }

        for _ in 0..<20 {
            let loop = try makeLoop()
            _ = try await loop.fetch(TransferRequest(url: server.url()))
        }

        // Each loop owned one connection, which ends with it.
        #expect(server.connectionCount == 20)
    }

    /// Another transfer under way keeps the handle of the first for the second.
    @Test func aTransferAfterAnotherCarriesNothingOfItAlong() async throws {
        let server = try LoopbackServer {
            $0.path == "/hang" ? .scripted([.hang]) : LoopbackReply(text: "a feed")
        }
        let loop = try makeLoop()
        let hanging = Task { try await failure(of: TransferRequest(url: server.url("/hang")), on: loop) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        var full = TransferRequest(
            url: server.url("/full"), method: .post(body: Array("note".utf8), contentType: "text/plain"),
            headers: [HeaderField(name: "X-Token", value: "secret")],
            validators: Validators(entityTag: "\"old\""), credentials: .init(user: "me", password: "word"),
            cutsAtLimit: true)
        full.limits = TransferLimits()
        full.limits?.bodyBytes = 1

        let cut = try await loop.fetch(full)
        let plain = try await loop.fetch(TransferRequest(url: server.url("/plain")))
        hanging.cancel()

        #expect(cut.text == "a")
        #expect(plain.text == "a feed")
        let last = try #require(server.requests.last)
        #expect(last.method == "GET")
        #expect(last.path == "/plain")
        #expect(last.body.isEmpty)
        for name in ["X-Token", "Authorization", "If-None-Match", "Content-Type", "Content-Length"] {
            #expect(last.headers[name] == nil)
        }
        #expect(try await hanging.value.code == .cancelled)
    }

    /// One failure leaves neither its cause nor its message to the handle's next transfer.
    @Test func aTransferAfterAFailureIsNotBlamedForIt() async throws {
        let server = try LoopbackServer {
            switch $0.path {
            case "/hang": .scripted([.hang])
            case "/broken": .scripted([.text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")])
            default: LoopbackReply(text: "feed")
            }
        }
        let loop = try makeLoop()
        let hanging = Task { try await failure(of: TransferRequest(url: server.url("/hang")), on: loop) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }

        for _ in 0..<8 {
            #expect(
                try await failure(of: TransferRequest(url: server.url("/broken")), on: loop).code == .partial)
            #expect(try await loop.fetch(TransferRequest(url: server.url())).text == "feed")
        }
        hanging.cancel()

        #expect(try await hanging.value.code == .cancelled)
    }

    @Test func cancellingAWaitingTransferFreesItsPlace() async throws {
        let server = try LoopbackServer {
            $0.path == "/hang" ? .scripted([.hang]) : LoopbackReply(text: "feed")
        }
        let loop = try makeLoop { $0.maxConnectionsPerHost = 1 }
        let hanging = TransferRequest(url: server.url("/hang"))
        let first = Task { try await failure(of: hanging, on: loop).code }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        let waiting = Task { try await failure(of: hanging, on: loop).code }
        let last = Task { try await loop.fetch(TransferRequest(url: server.url("/feed"))).status }

        waiting.cancel()
        #expect(try await waiting.value == .cancelled)
        first.cancel()

        #expect(try await first.value == .cancelled)
        #expect(try await last.value == 200)
    }

    @Test func stoppingAnswersEveryoneInFlightAndWaiting() async throws {
        let server = try LoopbackServer { _ in .scripted([.hang]) }
        let loop = try makeLoop { $0.maxConnectionsPerHost = 32 }
        let request = TransferRequest(url: server.url())

        let codes = try await withThrowingTaskGroup(of: TransferError.Code.self) { group in
            for _ in 0..<100 { group.addTask { try await failure(of: request, on: loop).code } }
            while server.requests.count < 32 { try await Task.sleep(for: .milliseconds(2)) }
            loop.stop()
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(codes.count == 100)
        #expect(codes.allSatisfy { $0 == .stopped })
        #expect(try await failure(of: request, on: loop).code == .stopped)
    }

    @Test func stoppingTwiceIsFine() throws {
        let loop = try makeLoop()

        loop.stop()
        loop.stop()
    }

    @Test func twoHundredFetchesAtOnceAllArrive() async throws {
        let server = try LoopbackServer { LoopbackReply(text: $0.path, delay: 0.005) }
        let loop = try makeLoop { $0.maxConnectionsPerHost = 16 }

        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<200 {
                let request = TransferRequest(url: server.url("/\(number)"))
                group.addTask { try await loop.fetch(request).text }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }

        #expect(texts == Set((0..<200).map { "/\($0)" }))
        #expect(server.connectionCount <= 16)
    }

    @Test func idleConnectionsMakeRoomForNewHosts() async throws {
        let server = try LoopbackServer(address: "0.0.0.0") { LoopbackReply(text: $0.headers["Host"] ?? "") }
        let allLoopback = AddressPolicy(allowed: [try AddressBlock("127.0.0.0/8")])
        let loop = try makeLoop {
            $0.addressPolicy = allLoopback
            $0.maxConnections = 8
        }

        let hosts = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 1...100 {
                let request = TransferRequest(url: "http://127.0.1.\(number):\(server.port)/")
                group.addTask { try await loop.fetch(request).text }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }

        #expect(hosts.count == 100)
    }

    @Test func neverMoreThanTheLimitPerHostAtOnce() async throws {
        let gauge = Gauge()
        let server = try LoopbackServer { _ in
            gauge.enter()
            usleep(5_000)
            gauge.leave()
            return LoopbackReply(text: "feed")
        }
        let loop = try makeLoop()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<30 { group.addTask { _ = try await loop.fetch(TransferRequest(url: server.url())) } }
            try await group.waitForAll()
        }

        #expect(gauge.highest == 2)
    }

    @Test func timeInTheQueueDoesNotCountAgainstTheTimeLimit() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(text: "feed", delay: 0.1) }
        let loop = try makeLoop {
            $0.maxConnectionsPerHost = 1
            $0.limits.totalTime = .milliseconds(800)
        }

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<12 { group.addTask { _ = try await loop.fetch(TransferRequest(url: server.url())) } }
            try await group.waitForAll()
        }

        #expect(server.requests.count == 12)
    }
}

/// Counts how many are inside at once.
private final class Gauge: Sendable {
    private let counts = Mutex((now: 0, highest: 0))

    var highest: Int { counts.withLock { $0.highest } }

    func enter() {
        counts.withLock { counts in
            counts.now += 1
            counts.highest = max(counts.highest, counts.now)
        }
    }

    func leave() {
        counts.withLock { $0.now -= 1 }
    }
}
