import HTTPTransfer
import TestSupport
import Testing

/// Row 28: the address of a name is checked when its socket is opened, not when the name is looked up.
@Suite(.timeLimit(.minutes(1))) struct RebindingTests {
    /// Listens on every loopback address; 127.0.0.2 stands for the public one, 127.0.0.1 is inside.
    private let server: LoopbackServer
    private let loop: TransferLoop

    init() throws {
        server = try LoopbackServer(address: "0.0.0.0") { _ in
            LoopbackReply(headers: ["Connection": "close"], text: "feed")
        }
        let outside = AddressPolicy(allowed: [try AddressBlock("127.0.0.2")])
        loop = try makeLoop { $0.addressPolicy = outside }
    }

    private func request(_ addresses: String) -> TransferRequest {
        TransferRequest(
            url: "http://rebind.example:\(server.port)/",
            resolvedAddresses: ["rebind.example:\(server.port):\(addresses)"])
    }

    @Test func aNameThatPointsInwardsTheSecondTimeIsRefusedAtTheSocket() async throws {
        #expect(try await loop.fetch(request("127.0.0.2")).text == "feed")

        let error = try await failure(of: request("127.0.0.1"), on: loop)

        #expect(error.code == .refusedAddress)
        #expect(error.message.contains("127.0.0.1 (loopback)"))
        #expect(server.connectionCount == 1)
    }

    @Test func ofSeveralAddressesOnlyThePublicOneIsConnectedTo() async throws {
        #expect(try await loop.fetch(request("127.0.0.1,127.0.0.2")).text == "feed")

        #expect(server.connectionCount == 1)
    }

    @Test func namesThatTheSystemItselfResolvesAreCheckedToo() async throws {
        let error = try await failure(of: TransferRequest(url: "http://localhost:\(server.port)/"), on: loop)

        #expect(error.code == .refusedAddress)
        #expect(server.connectionCount == 0)
    }
}
