package import NewsModel

/// Finds the simple cycles of money among companies: A pays B, B pays C, C pays A.
///
/// Depth-first from each company over those after it only, so that every cycle is found once, from its first
/// company in the order of names. Johnson (SIAM J. Comput. 4, 1975) blocks dead ends to bound the work
/// between two cycles; with cycles of four links at most, distances back to the start do the same and are
/// simpler: no step is made that cannot lead back in time. A bound on steps and cycles keeps the work finite
/// on hostile input.
package struct CycleFinder: Sendable {
    /// In links; longer ones are so many that they mean nothing.
    package static let longest = 4
    private static let mostCycles = 1_000
    private static let mostSteps = 1_000_000

    private let names: [String]
    private let payees: [[Int]]
    private let payers: [[Int]]
    private let mostSteps: Int

    /// What was found, and whether that is all.
    package struct Result: Hashable, Sendable {
        /// Companies in the order of payment; the last one pays the first.
        package var cycles: [[String]]
        package var isComplete: Bool
    }

    package init(_ flows: some Sequence<MoneyFlow>) { self.init(flows, mostSteps: Self.mostSteps) }

    /// Tests lower the bound.
    init(_ flows: some Sequence<MoneyFlow>, mostSteps: Int) {
        var pairs: Set<Pair> = []
        for flow in flows where flow.from != flow.to { pairs.insert(Pair(from: flow.from, to: flow.to)) }
        names = Set(pairs.flatMap { [$0.from, $0.to] }).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        var payees = names.map { _ in [Int]() }
        var payers = payees
        for pair in pairs {
            guard let from = numbers[pair.from], let to = numbers[pair.to] else { continue }
            payees[from].append(to)
            payers[to].append(from)
        }
        self.payees = payees.map { $0.sorted() }
        self.payers = payers
        self.mostSteps = mostSteps
    }

    private struct Pair: Hashable {
        var from: String
        var to: String
    }

    /// All cycles, those of the first companies first.
    package func all() -> Result {
        var search = Search(room: mostSteps)
        for start in names.indices where search.isComplete {
            let back = distances(to: start, among: start...)
            search.path = [start]
            extend(&search, back)
        }
        return Result(cycles: search.cycles.map { $0.map { names[$0] } }, isComplete: search.isComplete)
    }

    // MARK: Search

    private struct Search {
        var path: [Int] = []
        var cycles: [[Int]] = []
        /// Steps left.
        var room: Int
        var isComplete: Bool { room > 0 && cycles.count < CycleFinder.mostCycles }
    }

    /// Recurses `longest` deep.
    private func extend(_ search: inout Search, _ back: [Int: Int]) {
        guard let last = search.path.last else { return }
        for next in payees[last] where search.isComplete {
            search.room -= 1
            if next == search.path[0] {
                search.cycles.append(search.path)
            } else if let distance = back[next], search.path.count + distance <= Self.longest,
                !search.path.contains(next)
            {
                search.path.append(next)
                extend(&search, back)
                search.path.removeLast()
            }
        }
    }

    /// How many links part each company from a start, where that is short enough for a cycle.
    private func distances(to start: Int, among allowed: PartialRangeFrom<Int>) -> [Int: Int] {
        var distances = [start: 0]
        var rim = [start]
        for distance in 1..<Self.longest {
            rim = rim.flatMap { payers[$0] }.filter { company in
                guard allowed.contains(company), distances[company] == nil else { return false }
                distances[company] = distance
                return true
            }
        }
        return distances
    }
}
