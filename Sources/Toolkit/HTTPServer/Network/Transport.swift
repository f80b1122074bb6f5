import CGnuTLS
import Glibc

/// What came of reading from a connection or writing to it.
enum Passage {
    case bytes(Int)
    /// Nothing at present.
    case later
    /// The other side sends no more.
    case end
    case broken
}

/// A connection's bytes, with TLS or without.
enum Transport {
    case plain(Int32)
    case secure(TLSSession, Int32)

    func receive(into target: UnsafeMutableRawBufferPointer) -> Passage {
        switch self {
        case .plain(let descriptor):
            let count = recv(descriptor, target.baseAddress, target.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            return errno == EAGAIN || errno == EINTR ? .later : .broken
        case .secure(let session, _): return session.receive(into: target)
        }
    }

    /// - Parameter hasMore: whether more follows at once, so that packets can be full.
    func send(_ bytes: UnsafeRawBufferPointer, hasMore: Bool) -> Passage {
        switch self {
        case .plain(let descriptor):
            let flags = Int32(MSG_NOSIGNAL) | (hasMore ? Int32(MSG_MORE) : 0)
            let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags)
            if count >= 0 { return .bytes(count) }
            return errno == EAGAIN || errno == EINTR ? .later : .broken
        case .secure(let session, _): return session.send(bytes)
        }
    }

    /// Tells the other side that nothing more comes.
    func endSending() {
        switch self {
        case .plain(let descriptor): shutdown(descriptor, Int32(SHUT_WR))
        case .secure(let session, let descriptor):
            session.sayGoodbye()
            shutdown(descriptor, Int32(SHUT_WR))
        }
    }
}
