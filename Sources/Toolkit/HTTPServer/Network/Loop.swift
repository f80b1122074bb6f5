import CEpoll
import Glibc
import Synchronization

/// One of the network's threads, as others see it: they leave errands, and it runs them.
final class Loop: Sendable {
    enum Errand: Sendable {
        /// A client came.
        case adopt(Int32)
        /// The answer to a connection's request is there.
        case answered(UInt64)
        /// A connection's stream has bytes, or is over.
        case streams(UInt64)
        /// A connection's client is to be let go.
        case hangUp(UInt64)
        /// Room is needed for a newcomer: close the connection that owes a request for longest.
        case makeRoom(tries: Int)
        /// Room is needed for bodies: give up those that do not move.
        case makeRoomForBodies
        case stopListening
        /// Write what can be written at once, and end.
        case stop
    }

    let poll: Poll
    private let errands = Mutex<[Errand]>([])

    init?() {
        guard let poll = Poll() else { return nil }
        self.poll = poll
    }

    deinit { poll.close() }

    func post(_ errand: Errand) {
        let isFirst = errands.withLock { errands in
            errands.append(errand)
            return errands.count == 1
        }
        if isFirst { poll.wake() }
    }

    func takeErrands() -> [Errand] {
        errands.withLock { errands in
            defer { errands = [] }
            return errands
        }
    }
}

/// What a loop's thread keeps to itself: its connections, and for one of the loops the listener.
final class LoopThread {
    let loop: Loop
    let engine: Engine
    /// Bytes just read, for whichever connection is being looked at.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    var date = HTTPDate()

    private var connections: [UInt64: Connection] = [:]
    private var listener: Listener?
    private var isStopping = false
    private static let tick: UInt64 = 100_000_000

    init(_ loop: Loop, _ engine: Engine, listener: Listener? = nil) {
        (self.loop, self.engine, self.listener) = (loop, engine, listener)
    }

    deinit { scratch.deallocate() }

    func run() {
        let happenings = UnsafeMutableBufferPointer<epoll_happening>.allocate(capacity: 256)
        defer { happenings.deallocate() }
        listener?.begin(on: loop.poll)
        var looked = monotonicNanoseconds()
        while !isStopping {
            let count = loop.poll.wait(happenings, milliseconds: 100)
            for happening in happenings[..<count] {
                switch happening.id {
                case Poll.bell: loop.poll.silence()
                case Listener.id: accept()
                case let id: connections[id]?.ready(happening.events)
                }
            }
            for errand in loop.takeErrands() { run(errand) }
            let now = monotonicNanoseconds()
            if now - looked >= LoopThread.tick {
                looked = now
                for connection in connections.values { connection.look(at: now) }
                listener?.rest(over: loop.poll)
            }
        }
        for connection in connections.values { connection.close() }
        listener?.stop(on: loop.poll)
    }

    private func run(_ errand: Loop.Errand) {
        switch errand {
        case .adopt(let descriptor): adopt(descriptor)
        case .answered(let id): connections[id]?.answered()
        case .streams(let id): connections[id]?.streams()
        case .hangUp(let id): connections[id]?.close()
        case .makeRoom(let tries): makeRoom(tries)
        case .makeRoomForBodies:
            let now = monotonicNanoseconds()
            for connection in connections.values { connection.giveUpBody(idleAt: now) }
        case .stopListening:
            listener?.stop(on: loop.poll)
            listener = nil
        case .stop: isStopping = true
        }
    }

    private func accept() {
        while let descriptor = listener?.accept(for: engine, on: loop.poll) {
            if engine.hasRoom {
                engine.nextLoop(else: loop).post(.adopt(descriptor))
            } else {
                // Whoever asks for the process's health is still heard, on this thread.
                engine.askForRoom()
                adopt(descriptor)
            }
        }
    }

    private func adopt(_ descriptor: Int32) {
        let id = engine.nextConnectionID()
        guard let connection = Connection(id, descriptor, on: self) else {
            Glibc.close(descriptor)
            return engine.closed(descriptor: nil)
        }
        connections[id] = connection
        connection.begin()
    }

    /// Who has just come, or was just answered, is spared while others can be had.
    private static let spared: UInt64 = 1_000_000_000

    private func makeRoom(_ tries: Int) {
        let waiting = connections.values.filter(\.isDispensable)
        let limit = engine.isTight ? .max : monotonicNanoseconds() - LoopThread.spared
        guard let idlest = waiting.min(by: { $0.since < $1.since }), idlest.since < limit else {
            return engine.askForRoom(tries: tries)
        }
        engine.counts.withLock { $0.clientsLetGo += 1 }
        idlest.close()
    }

    func forget(_ connection: Connection) {
        connections[connection.id] = nil
    }
}
