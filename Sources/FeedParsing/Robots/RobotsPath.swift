/// Paths and patterns of robots.txt in one form, and how they match (RFC 9309, 2.2.2 and 2.2.3).
enum RobotsPath {
    /// Percent-encodes what is not ASCII, decodes what needs no encoding, and writes hexadecimal digits large.
    static func normal(_ path: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(path.count)
        var index = path.startIndex
        while index < path.endIndex {
            let byte = path[index]
            index += 1
            if byte == 0x25, index + 1 < path.endIndex, let high = digit(path[index]),
                let low = digit(path[index + 1])
            {
                let value = high << 4 | low
                result += isUnreserved(value) ? [value] : encoded(value)
                index += 2
            } else {
                result += (0x21..<0x7F).contains(byte) ? [byte] : encoded(byte)
            }
        }
        return result
    }

    /// Whether a pattern matches the beginning of a path, or all of it when it ends in `$`.
    ///
    /// Greedy with one way back, to the last star: enough for patterns without other wildcards, and at worst the
    /// product of both lengths. So `steps` are counted down; nil when they run out.
    static func matches(_ pattern: [UInt8], _ path: [UInt8], steps: inout Int) -> Bool? {
        let isAnchored = pattern.last == 0x24
        let end = isAnchored ? pattern.count - 1 : pattern.count
        var (position, index) = (0, 0)
        var retry: (position: Int, index: Int)?
        while steps > 0 {
            steps -= 1
            if position == end {
                if !isAnchored || index == path.count { return true }
            } else if pattern[position] == 0x2A {
                position += 1
                retry = (position, index)
                continue
            } else if index < path.count, pattern[position] == path[index] {
                position += 1
                index += 1
                continue
            }
            guard let star = retry, star.index < path.count else { return false }
            (position, index) = (star.position, star.index + 1)
            retry = (position, index)
        }
        return nil
    }

    private static func encoded(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// Letters, digits and four marks mean the same encoded or not (RFC 3986, 2.3).
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }
}
