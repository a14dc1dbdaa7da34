import FuzzTargets
import Glibc

/// The target under test, named by the environment: libFuzzer takes every argument for itself.
private let target: FuzzTarget = {
    let name = getenv("CAMPWATCH_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.named(name) else {
        let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
        fatalError("set CAMPWATCH_FUZZ_TARGET to one of: \(names)")
    }
    return target
}()

/// Called by libFuzzer, which brings `main`, for each input.
///
/// A broken promise ends the process, which makes libFuzzer keep the input.
@_cdecl("LLVMFuzzerTestOneInput")
func checkOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    do {
        try target.check(Array(UnsafeBufferPointer(start: data, count: size)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}
