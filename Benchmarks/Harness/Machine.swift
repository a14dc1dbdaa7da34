import Foundation

/// Where and with what the figures were made.
struct Machine: Encodable {
    var cores: Int
    var processor: String
    var kernel: String
    var date: String
    var swift: String
    /// What `xmllint --version` says; nil when it is not installed.
    var libxml2: String?

    static func current() -> Machine {
        Machine(
            cores: ProcessInfo.processInfo.activeProcessorCount, processor: processorName(),
            kernel: line(of: "/proc/sys/kernel/osrelease") ?? "unknown",
            date: Date().formatted(.iso8601.year().month().day()),
            swift: version(.rival("swift", name: "swift", ["--version"])) ?? "unknown",
            libxml2: version(.rival("xmllint", name: "xmllint", ["--version"])))
    }

    /// The first number with dots (or of five digits, which libxml2 writes for 2.9.14) that a program tells.
    private static func version(_ program: Program) -> String? {
        var program = program
        program.isHeard = true
        // A program without a version leaves a gap in one line, no more.
        guard let output = try? ChildProcess.run(program).output else { return nil }
        let words = output.split { $0.isWhitespace }.map(String.init)
        guard let word = words.first(where: { $0.first?.isNumber == true }) else { return nil }
        guard let number = Int(word), number >= 10_000 else { return word }
        return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }

    private static func processorName() -> String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
            ?? "unknown processor"
    }

    private static func line(of file: String) -> String? {
        (try? String(contentsOfFile: file, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
