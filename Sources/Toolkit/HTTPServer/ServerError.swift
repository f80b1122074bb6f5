import Glibc

/// Why a server did not start.
public enum ServerError: Error, Hashable, Sendable {
    case unknownHost(String)
    /// The system refused the address, with its error number.
    case unavailable(host: String, port: UInt16, code: Int32)
    case notStarted(host: String, port: UInt16)
}

extension ServerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownHost(let host):
            "Cannot listen on “\(host)”: it is no address of this machine. Try 127.0.0.1."
        case .unavailable(let host, let port, EADDRINUSE):
            """
            Cannot listen on \(host), port \(port): another program does. Stop it, or choose \
            another port; 0 takes any that is free.
            """
        case .unavailable(let host, let port, EACCES):
            """
            Cannot listen on \(host), port \(port): ports below 1024 need a privilege. Choose \
            another, such as 8080.
            """
        case .unavailable(let host, let port, let code):
            "Cannot listen on \(host), port \(port): \(String(cString: strerror(code)))."
        case .notStarted(let host, let port):
            """
            Could not start the threads that answer on \(host), port \(port). See whether the \
            system is out of memory, threads or open files.
            """
        }
    }
}
