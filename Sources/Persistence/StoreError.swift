import GRDB
import Glibc

/// Why the store could not do what it was asked: what, where and how to mend it.
package struct StoreError: Error, Hashable, Sendable {
    package enum Code: String, Sendable {
        /// There is no database file (and a reader may not make one), or it went while it was open.
        case missing
        /// This user may not read it.
        case forbidden
        /// The path is a symbolic link, a directory or a device.
        case unsafeFile
        /// A database of another program, or no database at all.
        case foreign
        /// A later campwatch wrote it; it is never migrated down.
        case newerSchema
        /// An earlier campwatch wrote it, and a reader may not migrate it.
        case olderSchema
        case corrupt
        /// No space is left on the device.
        case full
        /// The file system or the connection forbids writing.
        case readOnly
        /// Another process held the lock longer than the busy timeout.
        case busy
        case inputOutput
        /// A row broke a rule of the schema: a bug of the caller.
        case constraint
        /// A read passed its deadline and was stopped.
        case tooSlow
        case cancelled
        /// What the user asked for cannot be searched or stored.
        case invalidInput
        case notFound
        /// The body of a transaction threw its own error; nothing was written.
        case rejected
        case other
    }

    package var code: Code
    /// What was being done, as a verb phrase: "list the feeds".
    package var operation: String
    /// The database file.
    package var path: String
    package var detail: String

    package init(code: Code, operation: String, path: String, detail: String) {
        self.code = code
        self.operation = operation
        self.path = path
        self.detail = detail
    }

    /// True when the database is well and only what it was given is at fault: another request may succeed.
    package var isAboutTheRequest: Bool {
        switch code {
        case .constraint, .rejected, .invalidInput, .notFound: true
        default: false
        }
    }

    /// What a person can do about it.
    package var remedy: String {
        switch code {
        case .missing: "name the right database, or start campwatchd, which makes one"
        case .forbidden: "use sudo, or join its group (sudo adduser \"$USER\" campwatch) and log in anew"
        case .unsafeFile: "put a regular file there, or name another path"
        case .foreign: "name the database of campwatch, or an empty path"
        case .newerSchema:
            "install the campwatch that wrote it, or restore the backup made before its migration"
        case .olderSchema: "start this version of campwatchd once: it migrates the database"
        case .corrupt: "stop campwatchd, keep the file for inspection and restore a backup"
        case .full: "free space on the device; work resumes by itself"
        case .readOnly: "make the file and its folder writable for the user of campwatchd"
        case .busy: "close other programs that hold the database open for writing; it is tried again"
        case .inputOutput: "check the device and the permissions of the file and its folder"
        case .constraint, .other: "report this as a bug"
        case .tooSlow: "narrow the query: add a filter or a longer word"
        case .cancelled: "ask again"
        case .invalidInput: "change the request"
        case .notFound: "list what there is and choose from it"
        case .rejected: "see the cause; nothing was written"
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        "cannot \(operation) in \(path): \(detail); \(remedy)"
    }
}

extension StoreError {
    /// Turns whatever GRDB or a transaction's body threw into the one error type of this module.
    init(_ error: any Error, operation: String, path: String) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as DatabaseError:
            self.init(error, operation: operation, path: path)
        case is CancellationError:
            self.init(code: .cancelled, operation: operation, path: path, detail: "the task was cancelled")
        default:
            self.init(code: .rejected, operation: operation, path: path, detail: String(describing: error))
        }
    }

    private init(_ error: DatabaseError, operation: String, path: String) {
        let message = error.message ?? "no message"
        let code = Code(error.resultCode)
        // SQLite calls it an I/O error when its index of the log cannot grow or a file cannot be made.
        let isFull = code == .inputOutput && Self.isFull(deviceOf: path)
        self.init(
            code: isFull ? .full : code, operation: operation, path: path,
            detail: "SQLite error \(error.extendedResultCode.rawValue): \(message)"
                + (isFull ? " (the disk is full)" : ""))
    }

    /// Whether not even a few pages can be added.
    private static func isFull(deviceOf path: String) -> Bool {
        var status = statvfs()
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        guard statvfs(folder, &status) == 0 else { return false }
        return UInt(status.f_bavail) * UInt(status.f_frsize) < 65_536
    }
}

extension StoreError.Code {
    fileprivate init(_ result: ResultCode) {
        switch result {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: self = .inputOutput
        case .SQLITE_CORRUPT: self = .corrupt
        case .SQLITE_NOTADB: self = .foreign
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
        case .SQLITE_CONSTRAINT: self = .constraint
        case .SQLITE_INTERRUPT: self = .tooSlow
        default: self = .other
        }
    }
}
