import Foundation

/// Feeds read to complete entries, against programs that read the same file.
struct ParseRows {
    let plan: Plan
    let runner: Runner
    let folder: String

    func measure() throws -> [BenchRow] { try largeFeed() + largeJSONFeed() + smallFeed() }

    // MARK: A feed of any length

    private func largeFeed() throws -> [BenchRow] {
        let feed = try generate("large.rss", .generateLong, entries: plan.largeEntries)
        let programs = [
            Program.worker(.parse, count: plan.largeEntries, file: feed.path),
            .rival("xmllint", name: "xmllint --stream", ["--stream", "--noout", feed.path]),
            .rival("sfeed", name: "sfeed", [], input: feed.path),
        ]
        let results = try runner.race(programs)
        guard let ours = results[0] else { throw BenchError("no run was made") }
        guard try ours.figure("entries") == Double(plan.largeEntries) else {
            throw BenchError("entries were lost")
        }
        let megabytes = feed.bytes / 1e6
        let what = "one feed of \(Int(megabytes.rounded())) MB"
        return zip(programs, results).dropFirst().map { program, runs in
            speed(what, "MB/s", work: megabytes, ours, program, runs)
        }
            + zip(programs, results).dropFirst().map { program, runs in
                BenchRow(
                    .parse, "peak memory of that", ours.peakBytes / 1e6, "MB", runs: ours.costs.count,
                    rival: .init(
                        name: program.name, value: runs.map { $0.peakBytes / 1e6 },
                        ratio: runs.map { $0.peakBytes / ours.peakBytes }))
            }
    }

    /// The same in JSON, which no rival reads.
    private func largeJSONFeed() throws -> [BenchRow] {
        let feed = try generate("large.json", .generateJSON, entries: plan.largeEntries)
        let runs = try runner.repeated(.worker(.parse, count: plan.largeEntries, file: feed.path))
        guard try runs.figure("entries") == Double(plan.largeEntries) else {
            throw BenchError("entries were lost")
        }
        let megabytes = feed.bytes / 1e6
        let count = runs.costs.count
        return [
            BenchRow(
                .parse, "one JSON feed of \(Int(megabytes.rounded())) MB", megabytes / runs.cpu, "MB/s",
                runs: count),
            BenchRow(.parse, "peak memory of that", runs.peakBytes / 1e6, "MB", runs: count),
        ]
    }

    // MARK: A feed as most are

    /// Process starts are shared out: each program reads the feed many times in one run.
    ///
    /// `sfeed` reads one stream, so it gets the feed as many times in a row; it takes no offence at the joints.
    private func smallFeed() throws -> [BenchRow] {
        let feed = try generate("small.rss", .generateShort, entries: 30)
        let joined = "\(folder)/small-joined.rss"
        let data = try Data(contentsOf: URL(filePath: feed.path))
        try Data((0..<plan.smallFeeds).lazy.map { _ in data }.joined()).write(to: URL(filePath: joined))
        let copies = Array(repeating: feed.path, count: plan.smallFeeds)
        let programs = [
            Program.worker(.parseOften, count: plan.smallFeeds, file: feed.path),
            .rival("xmllint", name: "xmllint --stream", ["--stream", "--noout"] + copies),
            .rival("sfeed", name: "sfeed", [], input: joined),
        ]
        let results = try runner.race(programs)
        guard let ours = results[0] else { throw BenchError("no run was made") }
        let what = "feeds of \(Int((feed.bytes / 1e3).rounded())) KB, 30 entries"
        return zip(programs, results).dropFirst().map { program, runs in
            speed(what, "feeds/s", work: Double(plan.smallFeeds), ours, program, runs)
        }
    }

    private func speed(
        _ what: String, _ unit: String, work: Double, _ ours: Runs, _ program: Program, _ theirs: Runs?
    ) -> BenchRow {
        BenchRow(
            .parse, what, work / ours.cpu, unit, runs: ours.costs.count,
            rival: .init(
                name: program.name, value: theirs.map { work / $0.cpu },
                ratio: theirs.map { $0.cpu / ours.cpu },
                wallRatio: theirs.map { $0.wall / ours.wall }))
    }

    private func generate(
        _ name: String, _ job: WorkerCommand.Job, entries: Int
    ) throws -> (path: String, bytes: Double) {
        let path = "\(folder)/\(name)"
        let runs = Runs(costs: [try ChildProcess.run(.worker(job, count: entries, file: path))])
        return (path, try runs.figure("bytes"))
    }
}
