import HTTPTransfer
import TestSupport
import Testing

/// Only the address the test server listens on.
func loopbackOnly() throws -> AddressPolicy {
    AddressPolicy(allowed: [try AddressBlock("127.0.0.1")])
}

/// A loop that may reach the loopback server; `change` adjusts its configuration.
func makeLoop(_ change: (inout TransferConfiguration) -> Void = { _ in }) throws -> TransferLoop {
    var configuration = TransferConfiguration(userAgent: "campwatch-tests/1.0 (+https://example.org/)")
    configuration.addressPolicy = try loopbackOnly()
    configuration.limits.totalTime = .seconds(20)
    change(&configuration)
    return try TransferLoop(configuration: configuration)
}

/// Starts a server, fetches one path from it and returns both ends' view.
func fetchOnce(
    _ path: String = "/", limits: TransferLimits = TransferLimits(),
    request change: (inout TransferRequest) -> Void = { _ in },
    handler: @escaping @Sendable (LoopbackRequest) -> LoopbackReply
) async throws -> (response: TransferResponse, requests: [LoopbackRequest]) {
    let server = try LoopbackServer(handler: handler)
    let loop = try makeLoop { $0.limits = limits }
    var request = TransferRequest(url: server.url(path))
    change(&request)
    let response = try await loop.fetch(request)
    return (response, server.requests)
}

/// As `fetchOnce`, for a fetch that must fail.
func failOnce(
    _ path: String = "/", limits: TransferLimits = TransferLimits(),
    request change: (inout TransferRequest) -> Void = { _ in },
    handler: @escaping @Sendable (LoopbackRequest) -> LoopbackReply
) async throws -> TransferError {
    let server = try LoopbackServer(handler: handler)
    let loop = try makeLoop { $0.limits = limits }
    var request = TransferRequest(url: server.url(path))
    change(&request)
    return try await failure(of: request, on: loop)
}

func failure(of request: TransferRequest, on loop: TransferLoop) async throws -> TransferError {
    do {
        let response = try await loop.fetch(request)
        Issue.record("expected an error, got status \(response.status)")
        throw Unexpected()
    } catch let error as TransferError {
        return error
    }
}

struct Unexpected: Error {}

extension TransferResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
