/// The names of the open elements, innermost last, in one buffer.
struct OpenTags {
    enum Outcome { case matched, unopened, skipped }

    private var names: [UInt8] = []
    private var starts: [Int] = []

    var count: Int { starts.count }
    var isEmpty: Bool { starts.isEmpty }

    mutating func push(_ name: Span<UInt8>) {
        starts.append(names.count)
        names.append(bytes: name)
    }

    /// Writes the end tags that `name` calls for: its own and those of elements left open inside it.
    mutating func close(_ name: Span<UInt8>, into output: inout [UInt8]) -> Outcome {
        guard let level = level(of: name) else { return .unopened }
        let outcome = level == starts.count - 1 ? Outcome.matched : .skipped
        while starts.count > level { closeInnermost(into: &output) }
        return outcome
    }

    mutating func closeAll(into output: inout [UInt8]) {
        while !starts.isEmpty { closeInnermost(into: &output) }
    }

    private func level(of name: Span<UInt8>) -> Int? {
        var end = names.count
        for level in starts.indices.reversed() {
            if matches(name, starts[level]..<end) { return level }
            end = starts[level]
        }
        return nil
    }

    private func matches(_ name: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard name.count == range.count else { return false }
        for offset in 0..<name.count where name[offset] != names[range.lowerBound + offset] { return false }
        return true
    }

    private mutating func closeInnermost(into output: inout [UInt8]) {
        guard let start = starts.popLast() else { return }
        output.append("</")
        output.append(name: names.span.extracting(start..<names.count))
        output.append(UInt8(ascii: ">"))
        names.removeLast(names.count - start)
    }
}
