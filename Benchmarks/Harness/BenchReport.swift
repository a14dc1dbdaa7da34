import Foundation

/// The result of a bench, as a table of 100 columns or as JSON.
struct BenchReport: Encodable {
    var machine: Machine
    var plan: Plan
    var rows: [BenchRow]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func table() -> String {
        let title = """
            campwatch bench (\(plan.name)), \(machine.date): \(machine.cores) cores, \(machine.processor)
            Linux \(machine.kernel), Swift \(machine.swift), libxml2 \(machine.libxml2 ?? "unknown")
            """
        let head = cells("", "what", "ours", "rival", "rival's", "ratio", "wall")
        let rule = String(repeating: "-", count: 100)
        return ([title, "", head, rule] + lines() + [rule, legend]).joined(separator: "\n")
    }

    private var legend: String {
        let counts = rows.filter { $0.failure == nil }.map(\.runs)
        let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
        let runs = least == most ? "\(most)" : "\(least) to \(most)"
        return """
            Medians of \(runs) runs after a warm-up, ours and the rivals in turn.
            parse and analyse are by processor time, store and cycle by the clock unless the row says otherwise.
            ratio: how many times better ours is (above 1 is better); wall: the same by the clock.
            """
    }

    /// A stage's name stands in its first line only.
    private func lines() -> [String] {
        rows.indices.map { index in
            let isFirst = index == 0 || rows[index - 1].stage != rows[index].stage
            return line(rows[index], stage: isFirst ? rows[index].stage.rawValue : "")
        }
    }

    private func line(_ row: BenchRow, stage: String) -> String {
        if let failure = row.failure { return "\(padded(stage, 8)) \(row.what): \(failure)" }
        let ours = row.ours.map { value($0, row.unit) } ?? ""
        guard let rival = row.rival else { return cells(stage, row.what, ours, "-", "", "", "") }
        return cells(
            stage, row.what, ours, rival.name,
            rival.value.map { value($0, row.unit) } ?? rival.failure ?? "not installed",
            rival.ratio.map(ratio) ?? "", rival.wallRatio.map(ratio) ?? "")
    }

    private func cells(
        _ stage: String, _ what: String, _ ours: String, _ rival: String, _ theirs: String, _ ratio: String,
        _ wall: String
    ) -> String {
        let left = padded(stage, 8) + padded(what, 31) + padded(ours, 15, toRight: true) + "  "
        let right = padded(theirs, 14, toRight: true) + padded(ratio, 7, toRight: true)
        return left + padded(rival, 16) + right + padded(wall, 7, toRight: true)
    }

    private func padded(_ text: String, _ width: Int, toRight: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return toRight ? space + text : text + space
    }

    private func ratio(_ number: Double) -> String { fixed(number, digits: 2) }

    private func value(_ number: Double, _ unit: String) -> String {
        "\(fixed(number, digits: number < 10 ? 2 : number < 100 ? 1 : 0)) \(unit)"
    }

    private func fixed(_ number: Double, digits: Int) -> String {
        number.formatted(.number.precision(.fractionLength(digits)).locale(Locale(identifier: "en_US")))
    }
}
