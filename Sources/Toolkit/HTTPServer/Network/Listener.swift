import CEpoll
import Glibc

/// The socket that clients come to, on the thread that lets them in.
final class Listener {
    static let id: UInt64 = 1

    private let socket: ListeningSocket
    private var isOpen = true
    private var isResting = false

    init(_ socket: ListeningSocket) { self.socket = socket }

    func begin(on poll: Poll) { poll.add(socket.descriptor, Poll.readable, as: Listener.id) }

    /// The next client's descriptor; nil where nobody waits, or no more can be let in.
    func accept(for engine: Engine, on poll: Poll) -> Int32? {
        while isOpen {
            let descriptor = epoll_accept(socket.descriptor)
            if descriptor < 0 {
                if errno == EINTR || errno == ECONNABORTED { continue }
                // No descriptor is left: until one is, the socket would be ready all the time.
                if errno != EAGAIN { rest(true, over: poll) }
                return nil
            }
            var yes: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
            if engine.letIn(descriptor) { return descriptor }
            Glibc.close(descriptor)
        }
        return nil
    }

    /// Listens again after a pause.
    func rest(over poll: Poll) { rest(false, over: poll) }

    private func rest(_ wish: Bool, over poll: Poll) {
        guard isOpen, wish != isResting else { return }
        isResting = wish
        poll.change(socket.descriptor, wish ? 0 : Poll.readable, as: Listener.id)
    }

    func stop(on poll: Poll) {
        guard isOpen else { return }
        isOpen = false
        poll.remove(socket.descriptor)
        socket.close()
    }
}
