import Foundation

/// Runs programs in turn (A B C, A B C, …), so that a busy moment of the machine hits all of them.
struct Runner {
    /// Measured runs; a stage that is slower than `patience` gets fewer.
    let runs: Int
    /// Seconds after which no further round starts, once there are three.
    private static let patience = 25.0
    private static let leastRuns = 3

    /// The measured runs of each program; nil for one that is not installed.
    func race(_ programs: [Program]) throws(BenchError) -> [Runs?] {
        var results: [[Cost]] = programs.map { _ in [] }
        let start = ContinuousClock.now
        for round in 0...runs {
            for (index, program) in programs.enumerated() where program.path != nil {
                let cost = try ChildProcess.run(program)
                if round > 0 { results[index].append(cost) }
            }
            if round >= Self.leastRuns, (ContinuousClock.now - start).inSeconds > Self.patience { break }
        }
        return results.map { $0.isEmpty ? nil : Runs(costs: $0) }
    }

    /// The measured runs of our own program alone.
    func repeated(_ worker: Program) throws(BenchError) -> Runs {
        guard let runs = try race([worker])[0] else { throw BenchError("no run was made") }
        return runs
    }
}

/// The measured runs of one program.
struct Runs {
    var costs: [Cost]

    var cpu: Double { median(costs.map(\.cpu)) }
    var wall: Double { median(costs.map(\.wall)) }
    var peakBytes: Double { median(costs.map { Double($0.peakBytes) }) }

    /// The median of a figure that the worker printed.
    func figure(_ name: String) throws(BenchError) -> Double {
        var values: [Double] = []
        for cost in costs {
            let figures = try? JSONDecoder().decode([String: Double].self, from: Data(cost.lastLine.utf8))
            guard let value = figures?[name] else {
                throw BenchError("the worker gave no \(name): \(cost.lastLine)")
            }
            values.append(value)
        }
        return median(values)
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
