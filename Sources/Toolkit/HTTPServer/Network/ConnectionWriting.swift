import Dispatch
import Synchronization

// What goes out.
extension Connection {
    /// The handler's answer is there.
    func answered() {
        guard case .answering(let exchange) = phase, let answer = exchange.takeAnswer() else {
            return
        }
        phase = .sending
        send(engine.admit(answer, isHead: exchange.isHead), after: exchange)
        goOn()
    }

    /// Writes an answer, at once as far as the line takes it.
    func send(_ answer: Answer, after exchange: Exchange? = nil) {
        let nanoseconds = exchange.map { monotonicNanoseconds() - $0.started } ?? 0
        engine.counts.withLock { $0.count(status: answer.status, nanoseconds: nanoseconds) }
        var head = answer.head
        head += thread.date.field()
        if engine.isDraining { request.closes = true }
        if let stream = answer.stream {
            if request.isOld {
                request.closes = true
            } else {
                head += "Transfer-Encoding: chunked\r\n".utf8
            }
            phase = .streaming(stream)
        } else {
            phase = .sending
        }
        if request.closes {
            head += "Connection: close\r\n".utf8
        } else if request.isOld {
            head += "Connection: keep-alive\r\n".utf8
        }
        head += "\r\n".utf8
        output.add(head)
        output.add(answer.body)
        if let stream = answer.stream {
            stream.carry(on: StreamCarrier(loop: thread.loop, connection: id))
            if engine.isDraining { stream.end(.serverStopped) }
            want(Poll.readable, false)
        }
        flush()
    }

    /// Writes what waits, and then goes on with whatever follows it.
    func flush() {
        while !isOver {
            var isBroken = false
            let isDone = output.drain { bytes, hasMore in
                switch transport.send(bytes, hasMore: hasMore) {
                case .bytes(let count):
                    moved = monotonicNanoseconds()
                    return count
                case .later: return nil
                case .end, .broken:
                    isBroken = true
                    return nil
                }
            }
            if isBroken { return close() }
            want(Poll.writable, !isDone)
            guard isDone else { return }
            switch phase {
            case .sending: return finishAnswer()
            case .streaming(let stream): guard refill(from: stream) else { return }
            default: return
            }
        }
    }

    private func finishAnswer() {
        let done = request
        engine.endRequest(&request)
        guard !done.closes else { return done.lingers ? linger() : close() }
        phase = done.rest > 0 ? .skipping(done.rest) : .head
        beginWaiting()
        rouse()
    }

    /// Listens again, where it was turned off while the answer was made.
    private func rouse() {
        switch phase {
        case .head, .skipping: want(Poll.readable | Poll.halfClosed, true)
        default: break
        }
    }

    /// The stream has more, or is over.
    func streams() {
        guard case .streaming = phase, output.isEmpty else { return }
        goOn()
    }

    /// Takes what the stream has next. False where that is nothing.
    private func refill(from stream: ResponseStream) -> Bool {
        switch stream.read(into: thread.scratch) {
        case .later: return false
        case .bytes(let count):
            let bytes = thread.scratch[..<count]
            if request.isOld {
                output.add(Array(bytes))
            } else {
                var chunk = Array("\(String(count, radix: 16, uppercase: true))\r\n".utf8)
                chunk.append(contentsOf: bytes)
                chunk += "\r\n".utf8
                output.add(chunk)
            }
        case .end:
            endStream(stream)
            phase = .sending
            if !request.isOld { output.add(Array("0\r\n\r\n".utf8)) }
        }
        return true
    }

    func endStream(_ stream: ResponseStream) {
        engine.forget(stream)
        if stream.end == .overrun { engine.counts.withLock { $0.streamsOverrun += 1 } }
        let reason: ResponseStream.End = engine.isDraining ? .serverStopped : .clientGone
        engine.afterwards.async { stream.leave(reason) }
    }
}
