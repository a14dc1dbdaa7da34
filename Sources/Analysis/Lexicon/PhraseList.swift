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

    /// One byte of a phrase; nil past its end.
    func byte(_ offset: Int, of number: Int) -> UInt8? {
        let range = range(of: number)
        return offset < range.count ? letters[range.lowerBound + offset] : nil
    }

    /// The first eight bytes of a phrase as a number; of two phrases the lesser one has none that is greater.
    func head(of number: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 << 8 | UInt64(byte($1, of: number) ?? 0) }
    }
}
