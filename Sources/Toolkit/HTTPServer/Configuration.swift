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
        /// The largest body of a request, in bytes, where its route says nothing else.
        public var bodyBytes = 1_048_576
        /// The bytes that the bodies of all requests together may take; what goes beyond is answered
        /// 503.
        public var allBodiesBytes = 128 << 20

        /// Names besides this machine's own and `host` that are answered, and whose pages may write.
        public var allowedHosts: [String] = []
        /// Whose `X-Forwarded-For` is believed.
        public var trustedProxies = TrustedProxies()
        /// The certificate and its key; nil for no TLS.
        public var tls: TLSFiles?

        /// Connections at once. For a further one, the one that waits longest for its client is
        /// closed; `/healthz` and its like are answered even where none waits.
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
        /// How long a body may stay without a further byte.
        public var stallTime: Duration = .seconds(10)
        /// How often open streams are looked after.
        public var heartbeat: Duration = .seconds(15)

        /// Threads that read and write.
        public var threads = max(2, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        /// Threads of each kind that run handlers (`Lane`).
        public var workers = max(4, min(16, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        /// Requests at once that wait for such a thread, of each kind; a further one is answered 503.
        public var waitingRequests = 2_048

        public init() {}
    }
}

extension Server.Configuration {
    /// What addresses of the server begin with.
    public var scheme: String { tls == nil ? "http" : "https" }

    /// Whether a host is this machine's own address, which no other reaches.
    public static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1"
            || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }

    /// Whether a text is a host's name or address, with a port or without.
    public static func isHost(_ text: String) -> Bool {
        (Authority(text) ?? Authority("[\(text)]")) != nil
    }

    /// Files, databases and whatever else the program opens beside connections, and the connections
    /// that are kept for questions after its health.
    private static let filesKeptBack = 256

    /// How many open files the configuration wants.
    var files: Int { connections + Self.filesKeptBack }

    /// How many files this process may have open (`ulimit -n`). Where that is fewer than wanted, the
    /// limit is raised as far as the system lets the process itself do it.
    static func openFileLimit(wanting files: Int) -> Int {
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0 else { return 1_024 }
        let wanted = min(rlim_t(files), limit.rlim_max)
        if limit.rlim_cur < wanted {
            let before = limit.rlim_cur
            limit.rlim_cur = wanted
            if setrlimit(kind, &limit) != 0 { limit.rlim_cur = before }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// The configuration that can be had with this many open files, and in sentences what changed.
    func adjusted(toOpenFiles files: Int) -> (Server.Configuration, [String]) {
        var result = self
        var sentences: [String] = []
        result.threads = max(1, threads)
        result.workers = max(1, workers)
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
