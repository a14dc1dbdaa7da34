/// Phrases in a double-array trie over folded UTF-8.
///
/// Matching starts only where a word starts, so no failure links are needed: most walks end after a byte
/// or two. The layout is the reduced double array of J. Aoe, "An Efficient Digital Search Algorithm by Using a
/// Double-Array Structure" (IEEE TSE 15(9), 1989): the child of state s on byte b is t = base[s] + b + 1,
/// and exists when check[t] == s; the bytes after the last branch of a phrase are no states, but stand in `tails`.
struct PhraseTrie: Sendable {
    /// What a step of a walk needs, side by side: it then waits for memory once.
    private struct Cell: Sendable {
        /// Twice the base, or of a leaf the complement of its row.
        ///
        /// One more where phrases end at a state that has children: they have a leaf of their own, at the base.
        var base: Int32 = 0
        var check: Int32 = -1
    }

    private struct Row: Sendable {
        /// Twice the number of the phrase; one more where the next row is the same phrase.
        var entry: Int32
        /// Where its tail begins; that of the next row begins where it ends.
        var tailStart: UInt32
    }

    private var cells = [Cell(check: 0)]
    /// In the order of the phrases' bytes, and one row past the last.
    private var rows: [Row] = []
    private var tails: [UInt8] = []
    private var openings = PhraseOpenings()

    /// Builds the trie of some phrases of a list, given by their numbers in ascending order.
    init(_ list: PhraseList, _ numbers: some Sequence<Int>) {
        let order = Self.sorted(list, numbers)
        let depths = place(list, order)
        rows.reserveCapacity(order.count + 1)
        for (row, number) in order.enumerated() {
            let isRepeated = row + 1 < order.count && list[number] == list[order[row + 1]]
            rows.append(
                Row(entry: Int32(number) << 1 | (isRepeated ? 1 : 0), tailStart: UInt32(tails.count)))
            if let depth = depths[row] { tails += list[number].dropFirst(Int(depth)) }
            openings.insert(head: list.head(of: number), length: list.range(of: number).count)
        }
        rows.append(Row(entry: 0, tailStart: UInt32(tails.count)))
        // What growing left over goes, but for the cells that the last base may ask for.
        let end = (cells.lastIndex { $0.check >= 0 } ?? 0) + 258
        grow(to: end)
        cells = cells[..<end].map { $0 }
        tails = tails.map { $0 }
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
        let cells = self.cells.span
        var state = 0
        var base = Int(cells[0].base)
        var index = start
        while index < bytes.count {
            let next = base >> 1 + Int(bytes[index]) + 1
            let cell = cells[next]
            guard Int(cell.check) == state else { return }
            state = next
            base = Int(cell.base)
            index += 1
            var row = ~base
            if base < 0 {
                guard let end = tailEnd(ofRow: row, in: bytes, from: index) else { return }
                index = end
            } else if base & 1 != 0 {
                row = ~Int(cells[base >> 1].base)
            } else {
                continue
            }
            while true {
                found(Int(rows[row].entry >> 1), index)
                if rows[row].entry & 1 == 0 { break }
                row += 1
            }
            if base < 0 { return }
        }
    }

    /// Where the tail of a row ends that begins at `start`; nil when the text goes on otherwise.
    private func tailEnd(ofRow row: Int, in bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
        let tail = Int(rows[row].tailStart)..<Int(rows[row + 1].tailStart)
        guard start + tail.count <= bytes.count else { return nil }
        var index = start
        for place in tail {
            if tails[place] != bytes[index] { return nil }
            index += 1
        }
        return index
    }

    // MARK: Building

    /// Where a state goes on by one byte more (0 where phrases end), and the phrases below.
    private struct Child {
        var step: Int
        var range: Range<Int>
    }

    /// The phrases in the order of their bytes, of equal ones the last first.
    private static func sorted(_ list: PhraseList, _ numbers: some Sequence<Int>) -> [Int] {
        // Mostly the first eight bytes decide, as one number.
        let entries = numbers.reversed().filter { !list.range(of: $0).isEmpty }.map {
            (head: list.head(of: $0), number: $0)
        }
        return entries.sorted {
            $0.head != $1.head
                ? $0.head < $1.head : list.precedes($0.number, $1.number, from: 8)
        }.map(\.number)
    }

    /// Places the states depth by depth: `order` is sorted, so the phrases below a state are a range of it.
    ///
    /// Returns for each row that has a leaf how many bytes the states spell.
    private mutating func place(_ list: PhraseList, _ order: [Int]) -> [Int32?] {
        var depths = [Int32?](repeating: nil, count: order.count)
        var pending: [(state: Int, depth: Int, range: Range<Int>)] = [(0, 0, order.indices)]
        var firstFree = 1
        var children: [Child] = []
        while let (state, depth, range) = pending.popLast() {
            guard let first = range.first, let last = range.last else { continue }
            if depth > 0, first == last || list[order[first]] == list[order[last]] {
                cells[state].base = ~Int32(first)
                depths[first] = Int32(depth)
                continue
            }
            children.removeAll(keepingCapacity: true)
            for row in range {
                let step = list.byte(depth, of: order[row]).map { Int($0) + 1 } ?? 0
                if children.last?.step == step {
                    children[children.count - 1].range =
                        children[children.count - 1].range.lowerBound..<row + 1
                } else {
                    children.append(Child(step: step, range: row..<row + 1))
                }
            }
            let offset = freeBase(for: children, firstFree: &firstFree)
            cells[state].base = Int32(offset) << 1 | (children[0].step == 0 ? 1 : 0)
            for child in children {
                cells[offset + child.step].check = Int32(state)
                if child.step == 0 {
                    cells[offset].base = ~Int32(child.range.lowerBound)
                    depths[child.range.lowerBound] = Int32(depth)
                } else {
                    pending.append((offset + child.step, depth + 1, child.range))
                }
            }
        }
        return depths
    }

    /// A base at which all children fit into free cells.
    ///
    /// First fit from `firstFree`, which moves on once nearly all cells behind the find are taken: without
    /// that, the few holes left near the start are tried again for every state (the remedy of "Darts",
    /// Taku Kudo's double-array library).
    private mutating func freeBase(for children: [Child], firstFree: inout Int) -> Int {
        let first = children[0].step
        var cell = max(firstFree, first + 1)
        var taken = 0
        let start = cell
        while true {
            grow(to: cell + 258)
            if cells[cell].check >= 0 {
                taken += 1
            } else if fits(children, at: cell - first) {
                if taken * 20 >= (cell - start + 1) * 19 { firstFree = cell }
                return cell - first
            }
            cell += 1
        }
    }

    private func fits(_ children: [Child], at offset: Int) -> Bool {
        for child in children where cells[offset + child.step].check >= 0 { return false }
        return true
    }

    private mutating func grow(to count: Int) {
        guard count > cells.count else { return }
        let missing = max(count, cells.count * 3 / 2) - cells.count
        cells.append(contentsOf: repeatElement(Cell(), count: missing))
    }
}
