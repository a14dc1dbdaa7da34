import CMalloc

/// What glibc's allocator keeps of memory that was freed.
///
/// Reading the configuration builds some megabytes of tables and texts that are dropped at once. malloc(3) keeps
/// them for later requests, and a daemon that is idle most of its life makes none: its pages would stay
/// resident for good.
enum FreedMemory {
    /// Returns whole free pages to the system; costs milliseconds, so it is for the end of big work only.
    static func giveBack() { malloc_trim(0) }
}
