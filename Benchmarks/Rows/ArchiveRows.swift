/// Every list of the command line on a database of very many stories, beside the same question in the `sqlite3` shell.
struct ArchiveRows {
    let plan: Plan
    let runner: Runner

    func measure() throws -> [BenchRow] {
        let file = Archive.path(stories: plan.archived)
        var maker = Program.worker(.archive, count: plan.archived, file: file)
        maker.timeLimit = .seconds(1_800)
        let made = Runs(costs: [try ChildProcess.run(maker)])
        let size = BenchRow(
            .archive, "\(plan.archived) stories", try made.figure("bytes") / 1e9, "GB", runs: 1)
        try Archive.warm(file)
        // A list that cannot be measured leaves the others alone.
        return [size]
            + ArchiveQuery.allCases.flatMap { query in
                do {
                    return try rows(of: query, file)
                } catch {
                    return [BenchRow(stage: .archive, failure: "\(query.what): \(error)")]
                }
            }
    }

    private func rows(of query: ArchiveQuery, _ file: String) throws -> [BenchRow] {
        let worker = Program.worker(.ask, count: 1, file: file, query: query)
        let shell = Program.rival("sqlite3", name: "sqlite3 shell", ["-readonly", file, query.sql])
        let results: [Runs?]
        var failure: String?
        do {
            results = try runner.race([worker, shell])
        } catch {
            // Whose fault it was shows when ours runs alone.
            results = [try runner.repeated(worker), nil]
            failure = "over \(shell.timeLimit.components.seconds) s"
        }
        guard let ours = results[0] else { throw BenchError("no run was made") }
        let theirs = results[1]
        let rival = BenchRow.Rival(
            name: shell.name, value: theirs.map { $0.wall * 1e3 }, failure: failure,
            ratio: theirs.map { $0.cpu / ours.cpu }, wallRatio: theirs.map { $0.wall / ours.wall })
        let row = BenchRow(
            .archive, query.what, ours.wall * 1e3, "ms", runs: ours.costs.count, rival: rival)
        guard query.phrases != nil else { return [row] }
        return [row]
            + (try [("median", "  the median search"), ("slowest", "  the slowest search")].map {
                name, what in
                BenchRow(.archive, what, try ours.figure(name) * 1e3, "ms", runs: ours.costs.count)
            })
    }
}
