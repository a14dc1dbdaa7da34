import Testing

@testable import FeedParsing

@Suite struct UTF8ScanTests {
    /// Bytes at the borders of what each place of a sequence may hold.
    private static let firsts: [UInt8] = [
        0x09, 0x0A, 0x0D, 0x1F, 0x20, 0x7E, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xC3, 0xDF, 0xE0, 0xE1, 0xED,
        0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    private static let seconds: [UInt8] = [0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBE, 0xBF, 0xC2]
    private static let thirds: [UInt8] = [0x41, 0x80, 0xBD, 0xBE, 0xBF, 0xE4]
    private static let fourths: [UInt8] = [0x41, 0x80, 0xBF]

    /// The same by one character after the other.
    private static func cleanEnd(_ bytes: [UInt8]) -> Int {
        var index = 0
        while index < bytes.count {
            let length = UTF8Repair.sequenceLength(bytes.span, index)
            let character = String(decoding: bytes[index..<index + max(1, length)], as: UTF8.self)
            guard length > 0, let value = character.unicodeScalars.first?.value, isClean(value) else { break }
            index += length
        }
        return index
    }

    private static func isClean(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A, 0x20..<0x7F, 0xA0..<0xFFFE, 0x1_0000...: true
        default: false
        }
    }

    @Test(arguments: firsts)
    func everySequenceIsJudgedAlikeWhereverItStands(_ first: UInt8) {
        let tail = Array(" модель, 模型 and more".utf8)
        for second in Self.seconds {
            for third in Self.thirds {
                for fourth in Self.fourths {
                    let sequence = [first, second, third, fourth] + tail
                    let end = Self.cleanEnd(sequence)
                    for lead in [0, 1, 2, 3, 4, 15, 16, 17, 18, 19, 33] {
                        let bytes = [UInt8](repeating: 0x61, count: lead) + sequence
                        #expect(UTF8Scan.cleanRun(bytes.span, from: 0).end == lead + end)
                    }
                }
            }
        }
    }

    @Test func aTextThatEndsInsideACharacterIsCleanUpToIt() {
        let text = Array(String(repeating: "модель 模型 가중치 🚀 ", count: 4).utf8)
        for count in 0...text.count {
            let bytes = Array(text[..<count])

            #expect(UTF8Scan.cleanRun(bytes.span, from: 0).end == Self.cleanEnd(bytes))
        }
    }
}
