import Glibc

extension Server {
    /// Where to listen, and how much of everything. Every queue has a number.
    public struct Configuration: Sendable {
        /// A name or an address of this machine. The default cannot be reached from any other.
        public var host = "127.0.0.1"
        /// 0 for any that is free; `Server.port` says which.
        public var port: UInt16 = 0

        /// The largest head of a request, request line included, in bytes.
        public var headerBytes = 8_192
        /// The most header fields of a request.
        public var headerCount = 100
        /// The largest body of a request, in bytes. Up to `connections` of them may be in memory.
        public var bodyBytes = 1_048_576

        /// Connections at once; further ones wait to be accepted.
        public var connections = 4_096
        /// Connections at once from one address; nil for no limit, since behind a proxy, and on
        /// one machine, all clients have the same.
        public var connectionsPerAddress: Int?
        /// Open streams at once; a further one is answered 503.
        public var openStreams = 2_048

        /// How long a connection may stay without a byte either way, in whole seconds, at least
        /// one. Open streams and requests that are being answered may.
        public var idleTime: Duration = .seconds(60)
        /// How long a client may take over a whole request, counted from the answer before it: who
        /// sends a byte now and then is never idle, and yet not welcome.
        public var requestTime: Duration = .seconds(120)
        /// How often open streams are looked after.
        public var heartbeat: Duration = .seconds(15)

        /// Threads that read, write and run handlers until they first wait.
        public var threads = max(2, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

        public init() {}
    }
}

extension Server.Configuration {
    /// Files, databases and whatever else the program opens beside connections.
    private static let filesKeptBack = 128

    /// How many files this process may have open (`ulimit -n`).
    static func openFileLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 1_024
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// The configuration that can be had with this many open files, and in sentences what changed.
    func adjusted(toOpenFiles files: Int) -> (Server.Configuration, [String]) {
        var result = self
        var sentences: [String] = []
        result.threads = max(1, threads)
        let possible = max(result.threads, files - Self.filesKeptBack)
        if connections > possible {
            result.connections = possible
            sentences.append(
                """
                Connections are limited to \(possible), not \(connections): this process may open \
                \(files) files and keeps \(Self.filesKeptBack) for other things. Raise the limit \
                with “ulimit -n \(connections + Self.filesKeptBack)” or LimitNOFILE= in the \
                service's unit.
                """)
        }
        result.connections = max(result.threads, result.connections)
        let streams = result.connections / 4 * 3
        if openStreams > streams {
            result.openStreams = streams
            sentences.append(
                """
                Open streams are limited to \(streams), not \(openStreams): a quarter of the \
                \(result.connections) connections is kept for other requests.
                """)
        }
        return (result, sentences)
    }
}
