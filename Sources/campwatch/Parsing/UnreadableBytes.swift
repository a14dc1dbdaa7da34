/// What kind of bytes were given where a text was wanted.
enum UnreadableBytes: String {
    case empty
    case binary

    /// Bytes looked at: enough to tell a picture or an archive from a text.
    private static let sample = 65_536

    /// Nil when the bytes may be a text in some encoding.
    init?(_ bytes: [UInt8]) {
        if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
            self = .empty
            return
        }
        let isUTF16 = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
        let start = bytes.prefix(Self.sample)
        let strange = start.count(where: Self.isStrange)
        guard !isUTF16, strange * 50 > start.count || bytes.starts(with: "%PDF-".utf8) else { return nil }
        self = .binary
    }

    var reason: String {
        switch self {
        case .empty: "is empty"
        case .binary: "is binary data and no text"
        }
    }

    /// Control characters that no text has; those that switch between Japanese character sets are none of them.
    private static func isStrange(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x0E, 0x0F, 0x1B: false
        default: byte < 0x20 || byte == 0x7F
        }
    }
}
