import Foundation
import Glibc

/// nginx as the server of a measured fetch: one process, files from memory, several loopback addresses.
///
/// To campwatch each address is a host of its own. Every path gives the same file, so that ten thousand feeds
/// need no ten thousand files. Killed with its last reference: it holds nothing that could be lost.
final class WebServer {
    private static let port = 18_934
    static let hosts = 64

    private let process: pid_t

    /// Serves `file`; nil when nginx is not installed.
    init?(serving file: String, folder: String) throws(BenchError) {
        var program = Program.rival(
            "nginx", name: "nginx", ["-p", folder, "-c", "\(folder)/nginx.conf", "-e", "\(folder)/error.log"])
        // Debian keeps it where only root looks.
        if program.path == nil, access("/usr/sbin/nginx", X_OK) == 0 { program.path = "/usr/sbin/nginx" }
        guard program.path != nil else { return nil }
        do {
            try Data(Self.settings(file, folder).utf8).write(to: URL(filePath: "\(folder)/nginx.conf"))
        } catch {
            throw BenchError("\(folder)/nginx.conf cannot be written")
        }
        process = try ChildProcess.start(program)
        try waitUntilReady()
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    static func address(_ number: Int) -> String {
        "http://127.0.0.\(2 + number % hosts):\(port)/feeds/\(number).xml"
    }

    private static func settings(_ file: String, _ folder: String) -> String {
        let listens = (0..<hosts).map { "listen 127.0.0.\(2 + $0):\(port) backlog=1024;" }
        let parts = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(folder)/nginx-\($0);"
        }
        let name = file.split(separator: "/").last ?? ""
        return """
            daemon off; master_process off; pid \(folder)/nginx.pid;
            events { worker_connections 2048; }
            http {
              access_log off; sendfile on; tcp_nopush on; open_file_cache max=10; keepalive_requests 1000000;
              types { application/rss+xml rss xml; } if_modified_since before;
              \(parts.joined(separator: " "))
              server { \(listens.joined(separator: " ")) root \(folder); location / { try_files /\(name) =404; } }
            }

            """
    }

    private func waitUntilReady() throws(BenchError) {
        for _ in 0..<200 {
            if Self.accepts() { return }
            usleep(20_000)
        }
        throw BenchError("nginx does not answer on port \(Self.port)")
    }

    private static func accepts() -> Bool {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.2")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
