/// What one transfer may cost at most; everything beyond is cut off and reported.
package struct TransferLimits: Sendable, Hashable {
    /// Body bytes on the wire, before decompression (default 5 MiB).
    package var wireBytes = 5 << 20
    /// Body bytes after decompression (default 10 MiB).
    package var bodyBytes = 10 << 20
    /// Decompressed bytes per wire byte, checked once the body is past `expansionFloor` (default 200).
    package var expansion = 200
    /// Decompressed bytes below which any expansion is fine (default 1 MiB).
    package var expansionFloor = 1 << 20
    /// Bytes of all header lines of one hop, interim responses and trailers included (default 64 KiB).
    package var headerBytes = 64 << 10
    /// Header lines of one hop (default 100).
    package var headerLines = 100
    /// Redirects followed (default 5).
    package var redirects = 5
    /// Name lookup, TCP and TLS handshake of one hop (default 10 s).
    package var connectTime: Duration = .seconds(10)
    /// The whole transfer with all its hops, from its start, not while it waits in the queue (default 30 s).
    package var totalTime: Duration = .seconds(30)
    /// Body bytes per second that must arrive on average over `lowSpeedTime` (default 100).
    package var lowSpeed = 100
    /// Whole seconds below `lowSpeed` before giving up (default 20).
    package var lowSpeedTime = 20
    /// Bytes of an `ETag` or `Last-Modified` worth keeping (default 1 KiB).
    package var validatorBytes = 1 << 10

    package init() {}
}

extension Duration {
    /// Whole milliseconds, at least 1, because libcurl reads 0 as "for ever".
    var milliseconds: Int {
        max(1, Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000))
    }

    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
