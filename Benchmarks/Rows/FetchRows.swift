import Foundation

/// The transfer layer against curl: the same addresses of the same server, 64 at a time.
struct FetchRows {
    let plan: Plan
    let runner: Runner
    let folder: String

    func measure() throws -> [BenchRow] {
        let feed = "\(folder)/served.rss"
        _ = try ChildProcess.run(.worker(.generateShort, count: 30, file: feed))
        guard let server = try WebServer(serving: feed, folder: folder) else {
            throw BenchError("nginx is not installed")
        }
        defer { withExtendedLifetime(server) {} }
        return try [
            race("\(plan.fetched) feeds of 50 KB", .fetch, []),
            race("\(plan.fetched) feeds, all 304", .fetchAgain, [Self.condition]),
        ]
    }

    private static let condition = "header = \"If-Modified-Since: \(FetchWorker.lastModified)\"\n"

    private func race(_ what: String, _ job: WorkerCommand.Job, _ options: [String]) throws -> BenchRow {
        let list = "\(folder)/\(job.rawValue).curl"
        let lines = (0..<plan.fetched).map { "url = \"\(WebServer.address($0))\"\noutput = \"/dev/null\"\n" }
        try Data((options + lines).joined().utf8).write(to: URL(filePath: list))
        let curl = Program.rival(
            "curl", name: "curl --parallel",
            ["--parallel", "--parallel-max", "64", "--silent", "--show-error", "--config", list])
        let results = try runner.race([.worker(job, count: plan.fetched), curl])
        guard let ours = results[0] else { throw BenchError("no run was made") }
        let theirs = results[1]
        return BenchRow(
            .fetch, what, Double(plan.fetched) / ours.wall, "feeds/s", runs: ours.costs.count,
            rival: .init(
                name: curl.name, value: theirs.map { Double(plan.fetched) / $0.wall },
                ratio: theirs.map { $0.cpu / ours.cpu }, wallRatio: theirs.map { $0.wall / ours.wall }))
    }
}
