import Foundation
import TestSupport
import Testing

@testable import campwatch

@Suite struct CLIFollowTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.file("alerts.log") }

    init() throws { directory = try TemporaryDirectory() }

    private func append(_ text: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
        }
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    @Test func onlyWholeLinesAreGivenAndEachOnce() throws {
        try append("one\ntw")
        let follower = LogFollower(path: path)

        #expect(follower.poll() == ["one"])
        #expect(follower.poll() == [])
        try append("o\nthree\n")
        #expect(follower.poll() == ["two", "three"])
    }

    @Test func aFileThatIsNotThereYetIsWaitedFor() throws {
        let follower = LogFollower(path: path)

        #expect(follower.poll() == [])
        try append("first\n")
        #expect(follower.poll() == ["first"])
    }

    @Test func aRotationLosesNoLine() throws {
        try append("one\n")
        let follower = LogFollower(path: path)
        #expect(follower.poll() == ["one"])

        try append("two\n")
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        #expect(follower.poll() == ["two"])
        try append("three\n")
        #expect(follower.poll() == ["three"])
    }

    @Test func aFileCutShortIsReadFromItsBeginning() throws {
        try append("a long first line\n")
        let follower = LogFollower(path: path)
        #expect(follower.poll() == ["a long first line"])

        try Data("new\n".utf8).write(to: URL(filePath: path))
        #expect(follower.poll() == ["new"])
    }

    @Test func aLongLogIsReadFromItsLastPartInWholeLines() throws {
        try append("one\ntwo\nthree\n")

        #expect(LogFollower(path: path, last: 8).poll() == ["three"])
        #expect(LogFollower(path: path, last: 100).poll() == ["one", "two", "three"])
    }

    @Test(arguments: [
        ("2026-11-21T09:14:03Z NEW open", "2026-11-21T09:14:03Z"),
        ("{\"id\":\"x\",\"time\":\"2026-11-21T09:14:03Z\"}", "2026-11-21T09:14:03Z"), ("{torn", ""), ("", ""),
    ])
    func bothLogsTellTheTimeOfALine(line: String, time: String) {
        #expect(LogFollower.time(ofLine: line) == time)
    }
}
