/// Collects one answer and stops it at the limits.
struct AnswerReader {
    private(set) var status = 0
    private(set) var headers = HeaderFields()
    private(set) var body: [UInt8] = []

    private static let reservedBytes = 256 << 10

    private let limits: TransferLimits
    private let cutsAtLimit: Bool
    /// The limit is reached, and what came until then is the answer.
    private(set) var isCut = false
    private var headerBytes = 0
    private var headerLines = 0
    private var isBlockComplete = false

    /// True once the header block of a final answer is complete.
    var hasHeaders: Bool { isBlockComplete && status >= 200 }

    init(limits: TransferLimits, cutsAtLimit: Bool) {
        self.limits = limits
        self.cutsAtLimit = cutsAtLimit
    }

    /// One line as libcurl delivers it: a status line, a field, the empty line, or a trailer.
    mutating func receive(headerLine line: [UInt8], host: String) throws(TransferError) {
        headerBytes += line.count
        headerLines += 1
        guard headerBytes <= limits.headerBytes, headerLines <= limits.headerLines else {
            let limit = "\(limits.headerBytes) bytes or \(limits.headerLines) lines"
            throw TransferError(.headersTooLarge, "the headers exceed \(limit)", host: host)
        }
        // What comes after the block are trailers.
        guard !hasHeaders else { return }
        let end = line.lastIndex { $0 != 0x0d && $0 != 0x0a }
        guard let end else {
            isBlockComplete = true
            return try checkEncodings(host: host)
        }
        if line.starts(with: "HTTP/".utf8) {
            beginBlock(statusLine: line)
        } else {
            headers.append(line: line[...end])
        }
    }

    /// A new status line after an interim answer: only the last block counts.
    private mutating func beginBlock(statusLine line: [UInt8]) {
        let digits = line.drop { $0 != 0x20 }.dropFirst().prefix(3)
        status = Int(String(decoding: digits, as: UTF8.self)) ?? 0
        headers.removeAll()
        isBlockComplete = false
    }

    /// Compression on top of compression, or one that was not offered, is refused: it only serves bombs.
    private func checkEncodings(host: String) throws(TransferError) {
        let encodings = headers.listMembers("Content-Encoding").filter { $0 != "identity" && $0 != "none" }
        guard encodings.count <= 1, encodings.allSatisfy(CurlLibrary.readableEncodings.contains) else {
            throw TransferError(
                .badEncoding, "the content encoding '\(encodings.joined(separator: ", "))' is refused",
                host: host)
        }
        let transferCodings = headers.listMembers("Transfer-Encoding")
        guard transferCodings.allSatisfy({ $0 == "chunked" || $0 == "identity" }) else {
            throw TransferError(.badEncoding, "a compressed transfer encoding is refused", host: host)
        }
    }

    /// Takes decompressed bytes; `wireBytes` is what the network delivered so far.
    mutating func receive(
        body bytes: UnsafeRawBufferPointer, wireBytes: Int, host: String
    ) throws(TransferError) {
        try checkWire(wireBytes, host: host)
        let total = body.count + bytes.count
        guard total <= limits.bodyBytes || cutsAtLimit else {
            throw TransferError(.tooLarge, "the body exceeds \(limits.bodyBytes) bytes", host: host)
        }
        if total > limits.expansionFloor && total / limits.expansion > wireBytes {
            throw TransferError(
                .tooLarge, "the body expands more than \(limits.expansion) times: a compression bomb",
                host: host)
        }
        if body.isEmpty, let stated = headers["Content-Length"].flatMap({ Int($0) }) {
            // What a server states may be anything; beyond this the array grows as bytes come.
            body.reserveCapacity(min(max(stated, bytes.count), Self.reservedBytes))
        }
        isCut = total > limits.bodyBytes
        unsafe body.append(contentsOf: bytes.prefix(limits.bodyBytes - body.count))
    }

    func checkWire(_ count: Int, host: String) throws(TransferError) {
        guard count > limits.wireBytes else { return }
        throw TransferError(.tooLarge, "the answer exceeds \(limits.wireBytes) bytes on the wire", host: host)
    }
}
