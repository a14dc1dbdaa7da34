/// What one check of the diagnosis found: how it is, in words, and what to do.
package struct Finding: Hashable, Sendable {
    /// What is looked at, in the order in which it is told.
    package enum Check: String, Sendable, CaseIterable {
        case daemon, configuration, secrets, state, logs, disk, database, clock, names, roots, feeds, outbox,
            lag
    }

    package enum State: String, Sendable, CaseIterable {
        case ok
        /// Work goes on, and a person should look.
        case warning
        /// Something does not work.
        case problem
        /// It could not be looked at, or there is nothing to look at; that alone is no fault.
        case unchecked
    }

    package var check: Check
    package var state: State
    package var text: String
    /// What to do; nil where there is nothing to do.
    package var remedy: String?

    init(_ check: Check, _ state: State, _ text: String, remedy: String? = nil) {
        self.check = check
        self.state = state
        self.text = OneLine.text(text, atMost: 1_000)
        self.remedy = remedy.map { OneLine.text($0, atMost: 1_000) }
    }

    /// True for what a monitor should ring a bell for.
    package var isFault: Bool { state == .warning || state == .problem }
}
