import Foundation
import FuzzTargets
import TestSupport
import Testing

/// What libFuzzer checks, on the seeds kept in the repository and on a bounded number of damaged copies.
@Suite struct ReplayTests {
    @Test(arguments: FuzzTarget.all.map(\.name))
    func seedsKeepEveryPromise(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        for seed in try Seeds(of: target).files {
            expectPromises(target, seed.bytes, "\(seed.name)")
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name))
    func damagedSeedsKeepEveryPromise(_ name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let seeds = try Seeds(of: target).files
        var random = Randomness(seed: 20)
        for round in 0..<100 {
            let seed = seeds[round % seeds.count]
            let other = try #require(seeds.randomElement(using: &random))
            let damaged = Mutation.mutate(seed.bytes, with: other.bytes, &random)
            expectPromises(target, damaged, "\(seed.name), round \(round)")
        }
    }

    private func expectPromises(_ target: FuzzTarget, _ bytes: [UInt8], _ origin: String) {
        do {
            try target.check(bytes)
        } catch {
            let input = Data(bytes).base64EncodedString()
            Issue.record("\(target.name) (\(origin)): \(error)\ninput: \(input.prefix(4_000))")
        }
    }
}

/// The seeds of a target: its own folder, then those it names; long files count with their first 8 KiB.
private struct Seeds {
    private(set) var files: [(name: String, bytes: [UInt8])] = []

    init(of target: FuzzTarget) throws {
        for folder in ["Tests/FuzzCorpus/\(target.name)"] + target.seeds {
            for name in try FileManager.default.contentsOfDirectory(atPath: Repository.path(folder)).sorted()
            {
                let file = URL(fileURLWithPath: Repository.path("\(folder)/\(name)"))
                files.append((name, [UInt8](try Data(contentsOf: file).prefix(8_192))))
            }
        }
    }
}
