import Dispatch
import Synchronization

// Running handlers, on the workers.
extension Engine {
    /// Runs a request's handler. False, and nothing is run, where too many requests wait already.
    func run(_ upload: Upload, for exchange: Exchange) -> Bool {
        let (request, share) = (upload.request, upload.share)
        return begin(exchange, in: upload.rule.lane, request) { [self] in
            let response = await router.respond(to: request)
            bodies.giveBack(share)
            return response
        }
    }

    /// Answers a request that is refused before any handler sees it.
    func refuse(_ request: Request, _ problem: Problem, for exchange: Exchange) -> Bool {
        begin(exchange, in: Lane.usual(for: request.method), request) { [router] in
            router.refuse(request, problem)
        }
    }

    private func begin(
        _ exchange: Exchange, in lane: Lane, _ request: Request,
        _ body: @escaping @Sendable () async -> Response
    ) -> Bool {
        let workers = lanes[lane]
        guard workers.letWait(atMost: configuration.waitingRequests) else { return false }
        let isHead = request.method == .head
        var bare = request
        bare.body = []
        let known = bare
        // Listed before it runs, so that a stopping server sees it either here or there.
        exchanges.withLock { $0[ObjectIdentifier(exchange)] = (exchange, known) }
        let task = Task(executorPreference: workers) { [self] in
            workers.beginsTurn()
            let response = Compression.compressed(await body(), for: known)
            exchanges.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(exchange)) }
            exchange.finish(Answer(response, isHead: isHead, isSecure: isSecure))
        }
        exchange.run(as: task)
        if isClosing { giveUp((exchange, known)) }
        return true
    }

    /// The answer to a request whose handler was too slow for a server that stops.
    func giveUp(_ held: (exchange: Exchange, request: Request)) {
        exchanges.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(held.exchange)) }
        let problem = Problem(
            .serviceUnavailable,
            detail:
                "The server stopped before it had an answer. What was asked may have been done.",
            headers: ["Retry-After": "5"])
        held.exchange.giveUp(
            Answer(router.refuse(held.request, problem), isSecure: isSecure))
    }
}

// Streams, of which there is a limit.
extension Engine {
    /// Ties a stream to its connection, where there is room for one more.
    func admit(_ answer: Answer, isHead: Bool) -> Answer {
        guard let stream = answer.stream else { return answer }
        let isRoom = streams.withLock { streams in
            guard streams.count < configuration.openStreams else { return false }
            streams[ObjectIdentifier(stream)] = stream
            return true
        }
        guard isRoom else {
            counts.withLock { $0.streamsRefused += 1 }
            afterwards.async { stream.abandon(.refused) }
            return Answer(Engine.tooManyStreams.response, isHead: isHead, isSecure: isSecure)
        }
        return answer
    }

    func forget(_ stream: ResponseStream) {
        streams.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(stream)) }
    }
}
