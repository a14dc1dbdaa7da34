/// Places the nodes of a graph on a square so that linked ones stand near each other.
///
/// Forces after Fruchterman and Reingold (Software: Practice and Experience 21, 1991): all nodes push each
/// other away, links pull, steps become smaller. Nodes begin on a sunflower's spiral instead of at random, so
/// that one graph has one picture.
package struct GraphLayout: Hashable, Sendable {
    /// In 0...1, one for each node.
    package private(set) var points: [SIMD2<Double>]

    private static let rounds = 250
    /// Keeps parts without a link to the rest from flying off.
    private static let gravity = 2.0

    /// Two nodes pull each other once, however many links they have; work is `rounds` times the square of
    /// `count`.
    package init(count: Int, links: [(Int, Int)]) {
        points = (0..<count).map { Self.seed($0, of: count) }
        guard count > 1 else { return }
        let pairs = Set(links.filter { $0 != $1 }.map { SIMD2(min($0, $1), max($0, $1)) })
            .sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        let ideal = (1 / Double(count)).squareRoot()
        for round in 0..<Self.rounds {
            let reach = 0.1 * (1 - Double(round) / Double(Self.rounds))
            move(by: forces(ideal, pairs), atMost: reach)
        }
        fit()
    }

    /// The node's place on the spiral; the golden angle parts them evenly.
    private static func seed(_ index: Int, of count: Int) -> SIMD2<Double> {
        let radius = ((Double(index) + 0.5) / Double(count)).squareRoot() / 2
        let turns = Double(index) * 0.381_966_011_250_105
        return SIMD2(0.5, 0.5) + radius * direction(turns: turns - turns.rounded(.down))
    }

    /// A unit vector, from Bhaskara's approximation of the sine: it needs no C library and is the same
    /// everywhere.
    private static func direction(turns: Double) -> SIMD2<Double> {
        func sine(_ turns: Double) -> Double {
            let turns = turns - turns.rounded(.down)
            let half = turns < 0.5 ? turns * 2 : turns * 2 - 1
            let value = 16 * half * (1 - half) / (5 - 4 * half * (1 - half))
            return turns < 0.5 ? value : -value
        }
        return SIMD2(sine(turns + 0.25), sine(turns))
    }

    private func forces(_ ideal: Double, _ pairs: [SIMD2<Int>]) -> [SIMD2<Double>] {
        var forces = points.map { Self.gravity * ideal * (SIMD2(0.5, 0.5) - $0) }
        for first in points.indices {
            for second in (first + 1)..<max(first + 1, points.count) {
                let away = points[first] - points[second]
                let force = away * (ideal * ideal / max((away * away).sum(), 1e-9))
                forces[first] += force
                forces[second] -= force
            }
        }
        for pair in pairs {
            let away = points[pair.x] - points[pair.y]
            let force = away * ((away * away).sum().squareRoot() / ideal)
            forces[pair.x] -= force
            forces[pair.y] += force
        }
        return forces
    }

    private mutating func move(by forces: [SIMD2<Double>], atMost reach: Double) {
        for index in points.indices {
            let strength = (forces[index] * forces[index]).sum().squareRoot()
            points[index] += forces[index] * (min(strength, reach) / max(strength, 1e-9))
        }
    }

    /// Fills the square in its longer direction, without distortion.
    private mutating func fit() {
        guard let first = points.first else { return }
        let low = points.reduce(first) { pointwiseMin($0, $1) }
        let high = points.reduce(first) { pointwiseMax($0, $1) }
        let size = max((high - low).max(), 1e-9)
        let middle = (low + high) / 2
        for index in points.indices { points[index] = (points[index] - middle) / size + SIMD2(0.5, 0.5) }
    }
}
