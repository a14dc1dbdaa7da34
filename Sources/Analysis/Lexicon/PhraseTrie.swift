/// All aliases and cue heads of all languages in one double-array trie over folded UTF-8.
///
/// Matching starts only where a word starts, so no failure links are needed: most walks end after a byte
/// or two. The layout is the double array of J. Aoe, "An Efficient Digital Search Algorithm by Using a
/// Double-Array Structure" (IEEE TSE 15(9), 1989): the child of state s on byte b is t = base[s] + b + 1,
/// and exists when check[t] == s.
struct PhraseTrie: Sendable {
    /// One phrase that ends at some state: which one, and where the next one of that state is.
    private struct Payload: Sendable {
        var phrase: Int32
        var next: Int32
    }

    /// What a step of a walk needs, side by side: it then waits for memory once.
    private struct Cell: Sendable {
        /// Twice the base; one more where phrases end at the state.
        var base: Int32 = 0
        var check: Int32 = -1
    }

    private var cells = [Cell(check: 0)]
    /// First payload of each state, or -1; looked at only where phrases end.
    private var heads: [Int32] = [-1]
    private var payloads: [Payload] = []

    /// Builds the trie of `phrases`; a phrase's number is its index.
    init(_ phrases: [[UInt8]]) {
        let order = phrases.indices.filter { !phrases[$0].isEmpty }.sorted {
            phrases[$0].lexicographicallyPrecedes(phrases[$1])
        }
        place(phrases, order)
        // What growing left over goes: every state lies before the last taken cell.
        let end = (cells.lastIndex { $0.check >= 0 } ?? 0) + 1
        cells = cells[..<end].map { $0 }
        heads = heads[..<end].map { $0 }
        payloads = payloads.map { $0 }
    }

    /// Calls `found` with each phrase that starts at `start`, shortest first, and the index past its end.
    @inline(__always)
    func forEachPhrase(in bytes: [UInt8], at start: Int, _ found: (_ phrase: Int, _ end: Int) -> Void) {
        var state = 0
        var base = Int(cells[0].base >> 1)
        var index = start
        while index < bytes.count {
            let next = base + Int(bytes[index]) + 1
            guard next < cells.count else { return }
            let cell = cells[next]
            guard Int(cell.check) == state else { return }
            state = next
            base = Int(cell.base >> 1)
            index += 1
            guard cell.base & 1 != 0 else { continue }
            var payload = heads[next]
            while payload >= 0 {
                found(Int(payloads[Int(payload)].phrase), index)
                payload = payloads[Int(payload)].next
            }
        }
    }

    /// Places the states depth by depth: `order` is sorted, so the phrases below a state are a range of it.
    private mutating func place(_ phrases: [[UInt8]], _ order: [Int]) {
        var pending: [(state: Int, depth: Int, range: Range<Int>)] = [(0, 0, order.indices)]
        var firstFree = 1
        while let (state, depth, range) = pending.popLast() {
            var children: [(byte: UInt8, range: Range<Int>)] = []
            for position in range {
                let phrase = phrases[order[position]]
                if phrase.count == depth {
                    payloads.append(Payload(phrase: Int32(order[position]), next: heads[state]))
                    heads[state] = Int32(payloads.count - 1)
                    cells[state].base |= 1
                } else if children.last?.byte == phrase[depth] {
                    let last = children.count - 1
                    children[last].range = children[last].range.lowerBound..<(position + 1)
                } else {
                    children.append((phrase[depth], position..<(position + 1)))
                }
            }
            guard !children.isEmpty else { continue }
            let offset = freeBase(for: children.map { Int($0.byte) + 1 }, firstFree: &firstFree)
            cells[state].base |= Int32(offset) << 1
            for child in children {
                let next = offset + Int(child.byte) + 1
                cells[next].check = Int32(state)
                pending.append((next, depth + 1, child.range))
            }
        }
    }

    /// A base at which all children fit into free cells.
    ///
    /// First fit from `firstFree`, which moves on once nearly all cells behind the find are taken: without
    /// that, the few holes left near the start are tried again for every state (the remedy of "Darts",
    /// Taku Kudo's double-array library).
    private mutating func freeBase(for steps: [Int], firstFree: inout Int) -> Int {
        var cell = max(firstFree, steps[0] + 1)
        var taken = 0
        let start = cell
        while true {
            grow(to: cell + 258)
            if cells[cell].check >= 0 {
                taken += 1
            } else if fits(steps, at: cell - steps[0]) {
                if taken * 20 >= (cell - start + 1) * 19 { firstFree = cell }
                return cell - steps[0]
            }
            cell += 1
        }
    }

    private func fits(_ steps: [Int], at offset: Int) -> Bool {
        for step in steps where cells[offset + step].check >= 0 { return false }
        return true
    }

    private mutating func grow(to count: Int) {
        guard count > cells.count else { return }
        let missing = max(count, cells.count * 3 / 2) - cells.count
        cells.append(contentsOf: repeatElement(Cell(), count: missing))
        heads.append(contentsOf: repeatElement(-1, count: missing))
    }
}
