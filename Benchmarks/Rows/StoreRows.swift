/// Stories stored with analysis, evidence and a deal, and then queried.
struct StoreRows {
    let plan: Plan
    let runner: Runner

    func measure() throws -> [BenchRow] {
        let runs = try runner.repeated(.worker(.store, count: plan.stored))
        let count = runs.costs.count
        let stories = Double(plan.stored)
        return [
            BenchRow(
                .store, "stories, 100 a transaction", stories / (try runs.figure("wall")), "stories/s",
                runs: count),
            BenchRow(
                .store, "stories by processor time", stories / (try runs.figure("cpu")), "stories/s",
                runs: count),
            BenchRow(
                .store, "list 50 stories of a camp", try runs.figure("listSeconds") * 1e3, "ms", runs: count),
            BenchRow(
                .store, "find a phrase, 50 stories", try runs.figure("searchSeconds") * 1e3, "ms", runs: count
            ),
        ]
    }
}
