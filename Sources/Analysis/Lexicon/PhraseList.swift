/// Folded phrases by number, one after the other in one array.
struct PhraseList {
    private var letters: [UInt8] = []
    private var ends: [Int] = []

    var indices: Range<Int> { ends.indices }

    mutating func append(_ phrase: some Collection<UInt8>) {
        letters += phrase
        ends.append(letters.count)
    }

    func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    subscript(number: Int) -> ArraySlice<UInt8> { letters[range(of: number)] }

    func bytes(_ offsets: Range<Int>, of number: Int) -> ArraySlice<UInt8> {
        let start = range(of: number).lowerBound
        return letters[start + offsets.lowerBound..<start + offsets.upperBound]
    }

    func byte(_ offset: Int, of number: Int) -> UInt8 { letters[range(of: number).lowerBound + offset] }

    /// How many bytes two phrases have in common at their beginning.
    func common(_ left: Int, _ right: Int) -> Int {
        let (mine, other) = (range(of: left), range(of: right))
        let most = min(mine.count, other.count)
        var count = 0
        while count < most, letters[mine.lowerBound + count] == letters[other.lowerBound + count] {
            count += 1
        }
        return count
    }

    /// Eight bytes of a phrase from an offset as a number; of two phrases the lesser one has none that is greater.
    func head(of number: Int, from offset: Int = 0) -> UInt64 {
        let range = range(of: number)
        var head: UInt64 = 0
        var index = range.lowerBound + offset
        let end = index + 8
        while index < end {
            head = head << 8 | (index < range.upperBound ? UInt64(letters[index]) : 0)
            index += 1
        }
        return head
    }

    /// Whether a phrase comes before another in the order of their bytes, where those before an offset are the same.
    func precedes(_ left: Int, _ right: Int, from offset: Int) -> Bool {
        let (mine, other) = (range(of: left).count, range(of: right).count)
        var offset = offset
        while offset < min(mine, other) {
            let heads = (head(of: left, from: offset), head(of: right, from: offset))
            if heads.0 != heads.1 { return heads.0 < heads.1 }
            offset += 8
        }
        return mine < other
    }
}
