import CMicrohttpd
import Synchronization

/// Running the handler and sending what it answers, all on the connection's own thread.
extension Engine {
    /// The request is whole: runs its handler, here until it first waits.
    func start(_ exchange: Exchange, on pointer: OpaquePointer) -> MHD_Result {
        let begun = exchange.state.withLock { state -> (request: Request, isTooLarge: Bool)? in
            guard case .receiving = state.phase, let request = state.request else { return nil }
            state.phase = .running
            state.started = monotonicNanoseconds()
            // The handler now owns the body, so that it may change it without a copy.
            state.request?.body = []
            return (request, state.received > configuration.bodyBytes)
        }
        guard let begun else { return .NO }
        visit(of: pointer)?.beginAnswer()
        if begun.isTooLarge {
            return refuse(begun.request, bodyTooLarge, exchange, on: pointer)
        }

        let task = Task.immediate { [router] in
            exchange.finish(await router.respond(to: begun.request))
        }
        if let response = exchange.takeAnswer() {
            return send(response, for: exchange, on: pointer)
        }
        return wait(for: exchange, task, on: pointer)
    }

    private func wait(
        for exchange: Exchange, _ task: Task<Void, Never>, on pointer: OpaquePointer
    ) -> MHD_Result {
        let connection = Connection(pointer)
        // Listed before it is suspended, so that a stopping server sees it either here or there.
        suspended.withLock { $0[ObjectIdentifier(exchange)] = exchange }
        if exchange.suspend(connection, awaiting: task) {
            if isClosing { exchange.giveUp(stopping(exchange)) }
            return .YES
        }
        return resumed(exchange, on: pointer)
    }

    /// The connection was resumed: its answer is there.
    func resumed(_ exchange: Exchange, on pointer: OpaquePointer) -> MHD_Result {
        suspended.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(exchange)) }
        guard let response = exchange.takeAnswer() else { return .NO }
        return send(response, for: exchange, on: pointer)
    }

    func refuse(
        _ request: Request, _ problem: Problem, _ exchange: Exchange, on pointer: OpaquePointer
    ) -> MHD_Result {
        exchange.state.withLock { $0.phase = .over }
        counts.withLock { $0.requestsRefused += 1 }
        return send(router.refuse(request, problem), for: exchange, on: pointer)
    }

    /// The answer to a request whose handler was too slow for a server that stops.
    func stopping(_ exchange: Exchange) -> Response {
        let problem = Problem(
            .serviceUnavailable,
            detail:
                "The server stopped before it had an answer. What was asked may have been done.",
            headers: ["Retry-After": "5"])
        guard let request = exchange.state.withLock({ $0.request }) else { return problem.response }
        return router.refuse(request, problem)
    }

    private func send(
        _ response: Response, for exchange: Exchange, on pointer: OpaquePointer
    ) -> MHD_Result {
        let response = admit(response, for: exchange, on: pointer)
        let started = exchange.state.withLock { $0.started }
        let nanoseconds = started == 0 ? 0 : monotonicNanoseconds() - started
        counts.withLock { $0.count(status: response.status.rawValue, nanoseconds: nanoseconds) }

        guard let answer = Answer.make(response) else { return .NO }
        defer { MHD_destroy_response(answer) }
        if isDraining { _ = MHD_add_response_header(answer, "Connection", "close") }
        return MHD_queue_response(pointer, UInt32(response.status.rawValue), answer)
    }

    /// Ties a stream to its connection, where there is room for one more.
    private func admit(
        _ response: Response, for exchange: Exchange, on pointer: OpaquePointer
    ) -> Response {
        guard case .stream(let stream) = response.body else { return response }
        let request = exchange.state.withLock { $0.request }
        let isRoom = streams.withLock { streams in
            guard streams.count < openStreams else { return false }
            streams[ObjectIdentifier(stream)] = stream
            return true
        }
        guard isRoom else {
            stream.abandon(.refused)
            counts.withLock { $0.streamsRefused += 1 }
            let problem = Problem(
                .serviceUnavailable, detail: "Too many pages are open here. Try again in a minute.",
                headers: ["Retry-After": "60"])
            return request.map { router.refuse($0, problem) } ?? problem.response
        }
        exchange.state.withLock { $0.stream = stream }
        stream.carry(on: Connection(pointer))
        // A stopping server ends the streams that it lists: this one was listed before the look.
        if isDraining { stream.end(.serverStopped) }
        return response
    }

    /// The request is over, answered or not.
    func complete(_ exchange: Exchange, on pointer: OpaquePointer, isShutdown: Bool) {
        let (stream, isInFlight) = exchange.state.withLock { state in
            state.phase = .over
            return (state.stream, state.isInFlight)
        }
        if let stream {
            streams.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(stream)) }
            stream.leave(isShutdown ? .serverStopped : .clientGone)
            counts.withLock { if stream.end == .overrun { $0.streamsOverrun += 1 } }
        }
        visit(of: pointer)?.endAnswer()
        guard isInFlight else { return }
        let waiter = gate.withLock { gate -> CheckedContinuation<Void, Never>? in
            gate.inFlight -= 1
            return gate.inFlight == 0 ? gate.takeWaiter() : nil
        }
        waiter?.resume()
    }
}
