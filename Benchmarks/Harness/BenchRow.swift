/// One line of the result.
struct BenchRow: Encodable {
    /// A rival program on the same input.
    struct Rival: Encodable {
        var name: String
        /// Nil when it is not installed, or failed.
        var value: Double?
        /// Why there is no figure, in a few words.
        var failure: String?
        /// How many times better ours is by user and system time (for memory: by size); above 1 is better.
        var ratio: Double?
        /// The same by the clock on the wall.
        var wallRatio: Double?
    }

    var stage: Stage
    var what: String
    var unit: String
    var ours: Double?
    var rival: Rival?
    var runs: Int
    /// Why there is no figure.
    var failure: String?

    init(_ stage: Stage, _ what: String, _ ours: Double, _ unit: String, runs: Int, rival: Rival? = nil) {
        self.stage = stage
        self.what = what
        self.unit = unit
        self.ours = ours
        self.rival = rival
        self.runs = runs
    }

    init(stage: Stage, failure: String) {
        self.stage = stage
        what = "could not be measured"
        unit = ""
        runs = 0
        self.failure = failure
    }
}
