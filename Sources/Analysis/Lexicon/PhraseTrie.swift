/// Phrases in a radix tree over folded UTF-8.
///
/// Matching starts only where a word starts, so no failure links are needed: most walks end after a node
/// or two. Bytes without a choice stand in one node (D. Morrison, "PATRICIA", JACM 15(4), 1968), the nodes in one array,
/// a node's first child right behind it: what a walk waits for is memory, and so it touches little of it.
struct PhraseTrie: Sendable {
    /// Of each node: how many branches it has, how many bytes its stem, in four bytes the row of the phrases that end
    /// behind the stem, then the stem, the first byte of each branch, and in four bytes each where its node stands.
    private var nodes: [UInt8] = []
    /// Where the node of each first byte stands.
    private var roots = [UInt32](repeating: PhraseTrie.none, count: 256)
    /// Twice the numbers of the phrases in the order of their bytes; one more where the next row is the same phrase.
    private var rows: [UInt32] = []
    private var openings = PhraseOpenings()

    /// No row, or no node.
    private static let none = UInt32.max
    /// Bytes of a node before its stem.
    private static let header = 6
    private static let longestStem = 255

    /// Builds the tree of some phrases of a list, given by their numbers in ascending order.
    init(_ list: PhraseList, _ numbers: some Sequence<Int>) {
        let order = Self.sorted(list, numbers)
        let shared = zip(order, order.dropFirst()).map { list.common($0, $1) } + [0]
        rows.reserveCapacity(order.count)
        for (row, number) in order.enumerated() {
            let count = list.range(of: number).count
            let isRepeated = row + 1 < order.count && list.range(of: order[row + 1]).count == shared[row]
            rows.append(UInt32(truncatingIfNeeded: number) << 1 | (isRepeated ? 1 : 0))
            openings.insert(head: list.head(of: number), length: count)
        }
        place(list, order, shared)
        // Branches are compared eight at a time.
        nodes += repeatElement(0, count: 8)
        nodes = nodes.map { $0 }
    }

    /// Calls `found` with each phrase that starts at `start`, shortest first, and the index past its end; `place` is
    /// that of `start`.
    @inline(__always)
    func forEachPhrase(
        in bytes: [UInt8], at start: Int, _ place: PhraseOpenings.Place,
        _ found: (_ phrase: Int, _ end: Int) -> Void
    ) {
        if openings.mayBegin(place) { walk(in: bytes, at: start, found) }
    }

    private func walk(in bytes: [UInt8], at start: Int, _ found: (_ phrase: Int, _ end: Int) -> Void) {
        let bytes = bytes.span
        let nodes = self.nodes.span
        guard start < bytes.count else { return }
        var next = roots[Int(bytes[start])]
        var index = start + 1
        while next != Self.none {
            let node = Int(next)
            let (branches, stem) = (Int(nodes[node]), Int(nodes[node + 1]))
            guard index + stem <= bytes.count else { return }
            var letter = node + Self.header
            for _ in 0..<stem {
                if nodes[letter] != bytes[index] { return }
                letter += 1
                index += 1
            }
            var row = Self.number(nodes, at: node + 2)
            if row != Self.none {
                while true {
                    let entry = rows[Int(row)]
                    found(Int(entry >> 1), index)
                    if entry & 1 == 0 { break }
                    row += 1
                }
            }
            guard index < bytes.count, let branch = Self.branch(nodes, letter, branches, bytes[index]) else {
                return
            }
            next = Self.number(nodes, at: letter + branches + branch * 4)
            index += 1
        }
    }

    @inline(__always)
    private static func number(_ nodes: borrowing Span<UInt8>, at index: Int) -> UInt32 {
        UInt32(littleEndian: nodes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
    }

    /// Which of the bytes from `first` is the one given, eight at a time by the test for a zero byte (Lamport, "Multiple byte
    /// processing with full-word instructions", CACM 18(8), 1975).
    @inline(__always)
    private static func branch(
        _ nodes: borrowing Span<UInt8>, _ first: Int, _ count: Int, _ byte: UInt8
    ) -> Int? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var branch = 0
        while branch < count {
            let eight = nodes.bytes.unsafeLoadUnaligned(fromByteOffset: first + branch, as: UInt64.self)
            let differences = eight.littleEndian ^ ones &* UInt64(byte)
            let zeros = (differences &- ones) & ~differences & ones << 7
            if zeros != 0 {
                branch += zeros.trailingZeroBitCount >> 3
                return branch < count ? branch : nil
            }
            branch += 8
        }
        return nil
    }

    // MARK: Building

    private static func sorted(_ list: PhraseList, _ numbers: some Sequence<Int>) -> [Int] {
        // Mostly the first eight bytes decide, as one number; of equal phrases the last comes first.
        let entries = numbers.reversed().filter { !list.range(of: $0).isEmpty }.map {
            (head: list.head(of: $0), number: $0)
        }
        return entries.sorted {
            $0.head != $1.head
                ? $0.head < $1.head : list.precedes($0.number, $1.number, from: 8)
        }.map(\.number)
    }

    /// Writes the nodes: `order` is sorted, so the phrases below a node are a range of it; `shared` tells how many bytes each has
    /// in common with the next.
    private mutating func place(_ list: PhraseList, _ order: [Int], _ shared: [Int]) {
        var pending: [(range: Range<Int>, depth: Int, link: Int)] = []
        for range in Self.branches(order.indices, at: 0, shared) {
            roots[Int(list.byte(0, of: order[range.lowerBound]))] = UInt32(truncatingIfNeeded: nodes.count)
            pending.append((range, 1, -1))
            while let (range, depth, link) = pending.popLast() {
                if link >= 0 { store(UInt32(truncatingIfNeeded: nodes.count), at: link) }
                let first = order[range.lowerBound]
                let common = shared[range.dropLast()].min() ?? list.range(of: first).count
                let end = min(common, depth + Self.longestStem)
                let isWhole = list.range(of: first).count == end
                // Equal phrases are one row with what repeats it.
                var rest = range
                if isWhole { rest = range.drop { rows[$0] & 1 != 0 }.dropFirst() }
                let children = Self.branches(rest, at: end, shared)
                add(
                    list.bytes(depth..<end, of: first), row: isWhole ? range.lowerBound : nil,
                    children.map { list.byte(end, of: order[$0.lowerBound]) })
                let links = nodes.count - children.count * 4
                for number in children.indices.reversed() {
                    pending.append((children[number], end + 1, links + number * 4))
                }
            }
        }
    }

    private mutating func add(_ stem: ArraySlice<UInt8>, row: Int?, _ branches: [UInt8]) {
        nodes.append(UInt8(truncatingIfNeeded: branches.count))
        nodes.append(UInt8(truncatingIfNeeded: stem.count))
        nodes += repeatElement(0, count: 4)
        store(row.map { UInt32(truncatingIfNeeded: $0) } ?? Self.none, at: nodes.count - 4)
        nodes += stem
        nodes += branches
        nodes += repeatElement(0, count: branches.count * 4)
    }

    private mutating func store(_ value: UInt32, at index: Int) {
        for byte in 0..<4 { nodes[index + byte] = UInt8(truncatingIfNeeded: value >> UInt32(byte * 8)) }
    }

    /// The phrases of a range by their byte at a depth up to which they are the same.
    private static func branches(_ range: Range<Int>, at depth: Int, _ shared: [Int]) -> [Range<Int>] {
        var branches: [Range<Int>] = []
        var start = range.lowerBound
        for row in range where row + 1 == range.upperBound || shared[row] == depth {
            branches.append(start..<row + 1)
            start = row + 1
        }
        return branches
    }
}
