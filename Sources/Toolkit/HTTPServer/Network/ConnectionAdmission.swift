import Synchronization

// Whether a request is let in, judged on its head.
extension Connection {
    /// So much of a refused body is read past, so that the connection can stay.
    private static let skippedAtMost = 65_536

    func admit(_ head: RequestHead) {
        var asked = Request(head.method, head.target, headers: head.headers)
        asked.client = engine.configuration.trustedProxies.client(at: peer, head.headers)
        asked.forgetPacking()
        request = RequestState()
        request.closes = !head.keepsConnection
        request.isOld = head.isOld
        engine.beginRequest(&request)
        do throws(Problem) {
            let rule = try engine.admit(asked, head) { SocketAddress.own(of: self.descriptor) }
            let upload = Upload(asked, head.body, rule)
            guard head.body != .none else { return start(upload) }
            phase = .body(upload)
            if head.expectsContinue, input.isEmpty {
                output.add(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
                flush()
            }
        } catch {
            engine.counts.withLock { $0.requestsRefused += 1 }
            leaveBody(of: head)
            answer(asked, with: error)
        }
    }

    /// What becomes of a body that nobody wants.
    private func leaveBody(of head: RequestHead) {
        switch head.body {
        case .none: break
        case .bytes(let count) where count <= Connection.skippedAtMost && !head.expectsContinue:
            request.rest = count
        case .bytes, .chunked: (request.closes, request.lingers) = (true, true)
        }
    }

    /// The request is whole: a worker runs its handler.
    func start(_ upload: Upload) {
        let request = upload.request
        if let response = engine.router.answer(request, atOnce: upload.rule) {
            engine.bodies.giveBack(upload.share)
            return send(
                Answer(response, isHead: request.method == .head, isSecure: engine.isSecure))
        }
        let exchange = Exchange(isHead: request.method == .head, on: id, of: thread.loop)
        phase = .answering(exchange)
        guard engine.run(upload, for: exchange) else {
            engine.bodies.giveBack(upload.share)
            engine.counts.withLock { $0.requestsRefused += 1 }
            phase = .sending
            return send(Answer(Engine.tooBusy.response, isSecure: engine.isSecure))
        }
    }

    /// Answers in the handler's place, in the site's own way.
    func answer(_ asked: Request, with problem: Problem) {
        let exchange = Exchange(isHead: asked.method == .head, on: id, of: thread.loop)
        phase = .answering(exchange)
        guard engine.refuse(asked, problem, for: exchange) else {
            phase = .sending
            return send(Answer(problem.response, isSecure: engine.isSecure))
        }
    }

    /// What came is no HTTP: says so and closes, since nobody can tell where it ends.
    func refuse(_ fault: HeadFault) {
        engine.counts.withLock { $0.requestsRefused += 1 }
        if !request.isInFlight {
            request = RequestState()
            engine.beginRequest(&request)
        }
        (request.closes, request.lingers) = (true, true)
        phase = .sending
        let problem = Problem(fault.status, detail: fault.detail)
        send(Answer(problem.response, isSecure: engine.isSecure))
    }
}
