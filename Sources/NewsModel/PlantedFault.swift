#if PLANTED_FAULTS
    import FoundationEssentials

    /// A fault that `make crash-test FAULTS=1` plants, to prove that the crash test would find it.
    ///
    /// Only a build with `-DPLANTED_FAULTS` knows any, and then the one that `CAMPWATCH_PLANTED_FAULT` names.
    package enum PlantedFault: String, Sendable {
        /// A feed's validators are saved before its entries.
        case validatorsFirst = "validators-first"
        /// An alert is marked as delivered before its sink has it.
        case markedFirst = "marked-first"
        /// A line of a log reaches the disk some time after its alert is marked as delivered.
        case noSync = "no-sync"
        /// The end of `alerts.jsonl` is not read back.
        case noReadBack = "no-read-back"

        /// Nil when none is asked for; a name that is unknown ends the process.
        package static let current: PlantedFault? = ProcessInfo.processInfo.environment[
            "CAMPWATCH_PLANTED_FAULT"
        ].map { name in
            // Safe: only the crash test's own build has this line, and a mistyped fault that plants nothing would pass
            // for one that no test catches.
            guard let fault = PlantedFault(rawValue: name) else { fatalError("no planted fault \(name)") }
            return fault
        }
    }
#endif
