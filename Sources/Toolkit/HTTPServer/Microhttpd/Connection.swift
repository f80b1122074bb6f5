import CMicrohttpd
import Glibc

/// One of libmicrohttpd's connections.
///
/// Unchecked, because the library's pointer says nothing of threads. Its rules are: a connection is
/// suspended on its own thread alone and may be resumed from any, and it stays valid while it is
/// suspended and until its request's completion was reported. `Exchange` and `ResponseStream` each
/// keep to them under a lock of their own.
struct Connection: @unchecked Sendable {
    let pointer: OpaquePointer
    private let descriptor: Int32

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        descriptor = microhttpd_descriptor(pointer)
    }

    func suspend() { MHD_suspend_connection(pointer) }
    func resume() { MHD_resume_connection(pointer) }

    /// Ends both directions; the library then closes the connection on its own thread.
    func hangUp() { _ = microhttpd_hang_up(descriptor) }

    /// Whether the client has closed its side. Only to be asked while suspended.
    var isClientGone: Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
        return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
    }
}
