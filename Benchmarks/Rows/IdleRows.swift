/// The daemon with thousands of subscriptions of which none is due: what it costs to have it.
struct IdleRows {
    let plan: Plan
    let folder: String

    func measure() throws -> [BenchRow] {
        _ = try ChildProcess.run(.worker(.subscribe, count: plan.subscribed, file: folder))
        let runs = Runs(costs: [try ChildProcess.run(.worker(.idle, count: plan.subscribed, file: folder))])
        let what = "\(plan.subscribed) feeds, none due"
        return [
            BenchRow(.idle, "\(what): memory", try runs.figure("residentBytes") / 1e6, "MB", runs: 1),
            BenchRow(.idle, "\(what): peak", try runs.figure("peakBytes") / 1e6, "MB", runs: 1),
            BenchRow(
                .idle, "processor time per minute", try runs.figure("cpuPerMinute") * 1e3, "ms", runs: 1),
            BenchRow(.idle, "wake-ups per minute", try runs.figure("wakeupsPerMinute"), "", runs: 1),
        ]
    }
}
