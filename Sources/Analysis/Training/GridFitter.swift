import Foundation

/// Fits the weights of a log-linear model: the most probable weights under a prior around given ones.
///
/// The prior has two parts. A Gaussian holds what the examples say nothing of. And the given weights keep their votes: each
/// example counts once with its right answer and `votes` times with the shares that those weights give its choices.
/// To second order that is a Gaussian whose precision is the examples' own information, times the votes (the g-prior
/// of Zellner, 1986; as a penalty on outcomes, Li and Hoiem, "Learning without Forgetting", ECCV 2016), so that
/// a few examples move what is well known little, however often they show it. An answer that the weights were sure
/// against has next to no information of that kind, so the Gaussian grows with the votes as well.
///
/// Minimises the negative log posterior by L-BFGS with a backtracking line search (Nocedal and Wright, Numerical
/// Optimization, 2nd ed., algorithms 7.4 and 3.1). Deterministic; the objective is convex.
struct GridFitter {
    /// One over the variance of the Gaussian: how strongly weights stay where they were.
    private let precision: Double
    /// Examples like each of these that the given weights stand for; 0 for weights that know nothing.
    private let votes: Double
    private static let mostSteps = 120
    private static let memory = 8

    let prior: WeightGrid
    let examples: [TrainingExample]
    /// What each example's choices should come to, answer and votes together; they sum to 1 + votes.
    private let targets: [[Double]]

    init(prior: WeightGrid, examples: [TrainingExample], precision: Double, votes: Double) {
        self.precision = precision * (1 + 2 * votes)
        self.votes = votes
        self.prior = prior
        self.examples = examples
        targets = examples.map { example in
            example.shares(by: prior).enumerated().map { votes * $1 + ($0 == example.answer ? 1 : 0) }
        }
    }

    func fit() -> WeightGrid {
        var grid = prior
        var (value, gradient) = objective(grid)
        var pairs: [(step: [Double], change: [Double])] = []
        for _ in 0..<Self.mostSteps {
            let direction = descent(gradient, pairs)
            guard let next = search(grid, value, gradient, direction) else { break }
            let pair = (
                step: difference(next.grid.values, grid.values), change: difference(next.gradient, gradient)
            )
            let improved = value - next.value
            (grid, value, gradient) = (next.grid, next.value, next.gradient)
            if dot(pair.step, pair.change) > 1e-10 { pairs.append(pair) }
            if pairs.count > Self.memory { pairs.removeFirst() }
            if improved < 1e-7 * max(1, value.magnitude) { break }
        }
        return grid
    }

    // MARK: Objective

    /// The negative log posterior and its gradient.
    func objective(_ grid: WeightGrid) -> (value: Double, gradient: [Double]) {
        var gradient = difference(grid.values, prior.values).map { $0 * precision }
        var value = zip(grid.values, prior.values).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        value *= precision / 2
        for (example, target) in zip(examples, targets) {
            let shares = example.shares(by: grid)
            for (number, choice) in example.choices.enumerated() {
                if target[number] > 0 { value -= target[number] * log(max(shares[number], 1e-300)) }
                let error = (1 + votes) * shares[number] - target[number]
                for row in choice.rows {
                    for entry in choice.features.entries {
                        gradient[row * grid.columns.count + entry.column] += error * entry.value
                    }
                }
            }
        }
        return (value, gradient)
    }

    // MARK: L-BFGS

    private func descent(_ gradient: [Double], _ pairs: [(step: [Double], change: [Double])]) -> [Double] {
        var direction = gradient
        var shares: [Double] = []
        for pair in pairs.reversed() {
            let share = dot(pair.step, direction) / dot(pair.step, pair.change)
            shares.append(share)
            direction = sum(direction, pair.change, -share)
        }
        if let last = pairs.last {
            let scale = dot(last.step, last.change) / dot(last.change, last.change)
            direction = direction.map { $0 * scale }
        }
        for (pair, share) in zip(pairs, shares.reversed()) {
            let back = dot(pair.change, direction) / dot(pair.step, pair.change)
            direction = sum(direction, pair.step, share - back)
        }
        return direction.map { -$0 }
    }

    /// Halves the step until the objective falls enough; nil when no step helps any more.
    private func search(
        _ grid: WeightGrid, _ value: Double, _ gradient: [Double], _ direction: [Double]
    ) -> (grid: WeightGrid, value: Double, gradient: [Double])? {
        let slope = dot(gradient, direction)
        guard slope < 0 else { return nil }
        var step = 1.0
        for _ in 0..<30 {
            var next = grid
            next.values = sum(grid.values, direction, step)
            let (nextValue, nextGradient) = objective(next)
            if nextValue <= value + 1e-4 * step * slope { return (next, nextValue, nextGradient) }
            step /= 2
        }
        return nil
    }

    private func dot(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private func difference(_ left: [Double], _ right: [Double]) -> [Double] { sum(left, right, -1) }

    private func sum(_ left: [Double], _ right: [Double], _ factor: Double) -> [Double] {
        zip(left, right).map { $0 + factor * $1 }
    }
}
