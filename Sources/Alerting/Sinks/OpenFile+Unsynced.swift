#if PLANTED_FAULTS
    import Dispatch
    import Glibc
    import Synchronization

    /// What the system does with bytes that nobody synced: it keeps them in memory and writes them out later.
    ///
    /// A kill of the process alone does not lose what the system holds, only a power cut does. So here the process
    /// holds the bytes, and its kill is their power cut; an orderly end loses none.
    enum Unsynced {
        /// The oldest first, each with a descriptor of its own.
        private static let held = Mutex<[(descriptor: Int32, bytes: [UInt8])]>([])
        /// Evaluated once.
        private static let writesAtExit: Int32 = atexit { while Unsynced.writeOldest() {} }

        /// Writes the bytes after a fifth of a second; `descriptor` may be closed meanwhile.
        static func write(_ bytes: [UInt8], to descriptor: Int32) {
            _ = writesAtExit
            held.withLock { $0.append((dup(descriptor), bytes)) }
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(200)) { _ = writeOldest() }
        }

        private static func writeOldest() -> Bool {
            held.withLock { held in
                guard !held.isEmpty else { return false }
                let (descriptor, bytes) = held.removeFirst()
                _ = Glibc.write(descriptor, bytes, bytes.count)
                close(descriptor)
                return true
            }
        }
    }
#endif
