import Glibc

/// Times a part of a worker's run.
struct Stopwatch {
    private let start = ContinuousClock.now
    private let cpuAtStart = Stopwatch.processSeconds()

    var wall: Double { (ContinuousClock.now - start).inSeconds }
    /// User and system time of this process, all its threads together.
    var cpu: Double { Self.processSeconds() - cpuAtStart }

    private static func processSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
