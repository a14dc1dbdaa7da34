import TestSupport

/// The whole daemon: fetch, parse, analyse, store and deliver, with feeds from the loopback interface.
struct CycleRows {
    let plan: Plan
    let runner: Runner

    func measure() throws -> [BenchRow] {
        let runs = try runner.repeated(.worker(.cycle, count: plan.feeds))
        let count = runs.costs.count
        let feeds = Double(plan.feeds)
        let stories = feeds * Double(CycleWorker.entriesPerFeed)
        let wall = try runs.figure("wall")
        let again = try runs.figure("againWall")
        // Once, since its feeds must be fetched before.
        var worker = Program.worker(.idleCycle, count: plan.subscribed)
        worker.timeLimit = .seconds(600)
        let idle = Runs(costs: [try ChildProcess.run(worker)])
        let storm = try runner.repeated(.worker(.storm, count: StormWorld.matches))
        return [
            BenchRow(.cycle, "\(plan.feeds) feeds of 20 new entries", feeds / wall, "feeds/s", runs: count),
            BenchRow(.cycle, "the same in stories", stories / wall, "stories/s", runs: count),
            BenchRow(
                .cycle, "stories by processor time", stories / (try runs.figure("cpu")), "stories/s",
                runs: count),
            BenchRow(.cycle, "\(plan.feeds) feeds, all 304", feeds / again, "feeds/s", runs: count),
            BenchRow(
                .cycle, "\(plan.subscribed) idle feeds, all 304", try idle.figure("againWall"), "s", runs: 1),
            BenchRow(
                .cycle, "the same by processor time", try idle.figure("againCPU"), "s", runs: 1),
            BenchRow(.cycle, "start of the daemon", try runs.figure("startSeconds") * 1e3, "ms", runs: count),
            BenchRow(.cycle, "peak memory, servers included", runs.peakBytes / 1e6, "MB", runs: count),
            BenchRow(
                .cycle, "10,000 matches, all delivered", try storm.figure("wall"), "s",
                runs: storm.costs.count),
            BenchRow(
                .cycle, "the same by processor time", try storm.figure("cpu"), "s", runs: storm.costs.count),
            BenchRow(.cycle, "peak memory of that", storm.peakBytes / 1e6, "MB", runs: storm.costs.count),
        ]
    }
}
