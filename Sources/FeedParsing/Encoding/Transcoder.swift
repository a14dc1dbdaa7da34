import Glibc

/// Converts one legacy encoding to UTF-8 by iconv, never failing: what does not convert becomes U+FFFD.
@safe struct Transcoder: ~Copyable {
    private let descriptor: iconv_t
    private(set) var brokenSequences = 0
    private var carry: [UInt8] = []
    private var scratch = [UInt8](repeating: 0, count: 32 << 10)

    /// Nil when the system does not know the encoding.
    init?(from name: String) {
        guard let opened = unsafe iconv_open("UTF-8", name), Int(bitPattern: opened) != -1 else {
            return nil
        }
        unsafe descriptor = opened
    }

    deinit { unsafe _ = iconv_close(descriptor) }

    /// Appends the UTF-8 of the next bytes; an unfinished character waits for the next call unless `isLast`.
    mutating func push(_ bytes: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) {
        var input = carry
        input.append(bytes: bytes)
        carry.removeAll()
        var start = 0
        while start < input.count {
            let step = convert(&input, from: start)
            output.append(contentsOf: scratch[..<step.written])
            start += step.read
            switch step.failure {
            case EINVAL where !isLast:
                carry = Array(input[start...])
                return
            case EILSEQ, EINVAL:
                brokenSequences += 1
                output.append("\u{FFFD}" as Unicode.Scalar)
                start += 1
            default: break
            }
        }
    }

    private mutating func convert(_ input: inout [UInt8], from start: Int)
        -> (read: Int, written: Int, failure: Int32)
    {
        unsafe input.withUnsafeMutableBytes { source in
            unsafe scratch.withUnsafeMutableBytes { target in
                var from = unsafe source.baseAddress.map {
                    unsafe ($0 + start).assumingMemoryBound(to: CChar.self)
                }
                var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count - start
                var room = target.count
                let result = unsafe iconv(descriptor, &from, &left, &to, &room)
                let failure = result == -1 ? errno : 0
                return (source.count - start - left, target.count - room, failure)
            }
        }
    }
}
