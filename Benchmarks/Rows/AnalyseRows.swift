/// Stories analysed with evidence on one core.
struct AnalyseRows {
    let plan: Plan
    let runner: Runner

    func measure() throws -> [BenchRow] {
        let runs = try runner.repeated(.worker(.analyse, count: plan.analysed))
        let matching = try runner.repeated(.worker(.match, count: plan.analysed))
        let speed = try matching.figure("bytes") / matching.figure("cpu") / 1e6
        let count = runs.costs.count
        let cpu = try runs.figure("cpu")
        let bytes = try runs.figure("bytes")
        let size = (bytes / Double(plan.analysed) / 1e3 * 10).rounded() / 10
        return [
            BenchRow(
                .analyse, "stories of \(size) KB, one core", Double(plan.analysed) / cpu, "stories/s",
                runs: count),
            BenchRow(.analyse, "as bytes of text", bytes / 1e6 / cpu, "MB/s", runs: count),
            BenchRow(
                .analyse, "names and cues found", speed, "MB/s", runs: matching.costs.count),
            BenchRow(
                .analyse, "start: lexicon compiled", try runs.figure("loadSeconds") * 1e3, "ms", runs: count),
            BenchRow(.analyse, "peak memory", runs.peakBytes / 1e6, "MB", runs: count),
        ]
    }
}
