import CEpoll
import Glibc

/// Waits for many descriptors at once, and for whoever rings.
struct Poll: Sendable {
    /// What is reported as ready where somebody rang.
    static let bell: UInt64 = 0

    static let readable = EPOLLIN.rawValue
    static let writable = EPOLLOUT.rawValue
    /// The client sends no more.
    static let halfClosed = EPOLLRDHUP.rawValue
    static let broken = EPOLLHUP.rawValue | EPOLLERR.rawValue

    private let poll: Int32
    private let ring: Int32

    init?() {
        poll = epoll_create1(Int32(EPOLL_CLOEXEC))
        ring = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard poll >= 0, ring >= 0,
            epoll_say(poll, EPOLL_CTL_ADD, ring, Poll.readable, Poll.bell) == 0
        else {
            close()
            return nil
        }
    }

    func close() {
        if poll >= 0 { Glibc.close(poll) }
        if ring >= 0 { Glibc.close(ring) }
    }

    func wake() {
        var one: UInt64 = 1
        write(ring, &one, 8)
    }

    func silence() {
        var count: UInt64 = 0
        read(ring, &count, 8)
    }

    @discardableResult
    func add(_ descriptor: Int32, _ events: UInt32, as id: UInt64) -> Bool {
        epoll_say(poll, EPOLL_CTL_ADD, descriptor, events, id) == 0
    }

    func change(_ descriptor: Int32, _ events: UInt32, as id: UInt64) {
        _ = epoll_say(poll, EPOLL_CTL_MOD, descriptor, events, id)
    }

    func remove(_ descriptor: Int32) {
        _ = epoll_say(poll, EPOLL_CTL_DEL, descriptor, 0, 0)
    }

    /// Waits at most so many milliseconds, and tells what is ready for what.
    func wait(
        _ happenings: UnsafeMutableBufferPointer<epoll_happening>, milliseconds: Int32
    ) -> Int {
        Int(
            max(
                0,
                epoll_hear(
                    poll, happenings.baseAddress!, Int32(happenings.count), milliseconds)))
    }
}
