/// Finds bytes that are no UTF-8.
package enum UTF8Fault {
    /// An error at the first such bytes; nil when all are text.
    package static func first(in bytes: [UInt8]) -> TOMLError? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            let before = bytes[..<error.byteOffsets.lowerBound]
            let lines = before.split(separator: 0x0A, omittingEmptySubsequences: false)
            let column = lines[lines.count - 1].count { $0 & 0xC0 != 0x80 } + 1
            return TOMLError(
                place: TOMLPlace(line: lines.count, column: column),
                message: "the bytes here are no UTF-8 text; save the file as UTF-8")
        }
    }
}
