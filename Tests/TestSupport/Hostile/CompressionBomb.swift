import Foundation

/// A few bytes that unpack to 64 MiB of zeros, in every coding that a server may claim.
enum CompressionBomb {
    /// By the system's gzip; empty where there is none, which is no feed either.
    static let gzip: [UInt8] = (try? Gzip.packedZeros(megabytes: 64)) ?? []

    static let nestedGzip: [UInt8] = (try? Gzip.packed(bytes: gzip)) ?? []

    /// What the reference encoder makes of the zeros (RFC 7932).
    static let brotli: [UInt8] = Array(
        Data(
            base64Encoded: """
                y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//B/8E\
                QBwWAOje//H//w/+CYA4LADQvf/L//8//BMAcVgAoHv/Bw==
                """) ?? Data())

    /// A frame of 512 blocks of 128 KiB, each one byte to be repeated (RFC 8878 §3.1.1).
    static let zstd: [UInt8] = {
        // Magic number; no sizes or checksum stated; a window of 128 KiB.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
        let size = 128 << 10
        return (0..<512).reduce(into: frame) { bytes, block in
            let header = size << 3 | 1 << 1 | (block == 511 ? 1 : 0)
            bytes += [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16 & 0xFF), 0]
        }
    }()
}
