import Foundation

/// What stat(2) says of a file or directory: whose it is, and who may do what.
struct FileMark {
    let owner: uid_t
    let mode: mode_t
    let size: Int
    let modified: Date

    private let group: gid_t

    /// Nil when there is nothing, or nothing that may be seen; links are followed.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        owner = status.st_uid
        group = status.st_gid
        mode = status.st_mode
        size = Int(status.st_size)
        modified = Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec))
    }

    var isRegular: Bool { mode & S_IFMT == S_IFREG }
    var isSocket: Bool { mode & S_IFMT == S_IFSOCK }
    var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
    var isReadableByAll: Bool { mode & S_IROTH != 0 }
    var isWritableByAll: Bool { mode & S_IWOTH != 0 }

    /// As far as the owner's own permission says; root may write anything.
    func isWritable(byUser user: uid_t) -> Bool { user == 0 || (owner == user && mode & S_IWUSR != 0) }

    /// "campwatch:adm, mode 0750".
    var description: String {
        "\(Self.userName(owner)):\(groupName), mode 0\(String(mode & 0o7777, radix: 8))"
    }

    static func userName(_ id: uid_t) -> String {
        guard let entry = getpwuid(id), let name = entry.pointee.pw_name else { return String(id) }
        return String(cString: name)
    }

    var groupName: String {
        guard let entry = getgrgid(group), let name = entry.pointee.gr_name else { return String(group) }
        return String(cString: name)
    }
}
