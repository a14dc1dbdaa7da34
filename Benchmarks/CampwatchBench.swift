import ArgumentParser
import TestSupport

/// `make bench`: measures campwatch's stages and, where there is one, the rival program on the same file.
///
/// This process only starts others and waits for them, itself again among them (`worker`): so ours and a rival
/// are timed by the same means, and its own memory stays out of theirs.
@main
struct CampwatchBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campwatch-bench",
        abstract: "Measures parsing, analysis, storing and a whole refresh cycle.",
        discussion: """
            Each figure is the median of five runs after a warm-up; ours and the rivals take turns. docs/benchmarks.md \
            tells what each row means.

            Exit codes: 0 done, 1 a row could not be measured, 64 wrong options.
            """,
        subcommands: [WorkerCommand.self])

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    @Option(
        help: ArgumentHelp(
            "Rows to measure: parse, fetch, analyse, store, cycle, idle, archive.", valueName: "row,row"),
        transform: stages)
    var only = Stage.allCases

    @Option(help: "How the figures are printed.")
    var format = Format.table

    @Flag(help: "Smaller inputs and three runs: half a minute, rougher figures.")
    var quick = false

    @Option(
        help: ArgumentHelp(
            "Stories of the archive; a million take five gigabytes and some minutes, once.",
            valueName: "stories"))
    var archive: Int?

    func run() async throws {
        var plan = quick ? Plan.quick : .full
        if let archive { plan.archived = archive }
        let folder = try TemporaryDirectory()
        // The folder goes with its last reference, which must not be its last use here.
        defer { withExtendedLifetime(folder) {} }
        let runner = Runner(runs: plan.runs)
        var rows: [BenchRow] = []
        for stage in only {
            do {
                rows += try stage.rows(plan, runner, folder.path)
            } catch {
                rows.append(BenchRow(stage: stage, failure: "\(error)"))
            }
        }
        let report = BenchReport(machine: Machine.current(), plan: plan, rows: rows)
        print(try format == .json ? report.json() : report.table())
        if rows.contains(where: { $0.failure != nil }) { throw ExitCode.failure }
    }

    @Sendable
    private static func stages(_ list: String) throws -> [Stage] {
        try list.split(separator: ",").map { name in
            guard let stage = Stage(rawValue: String(name)) else {
                let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\"\(name)\" is no row; choose among \(known)")
            }
            return stage
        }
    }
}
