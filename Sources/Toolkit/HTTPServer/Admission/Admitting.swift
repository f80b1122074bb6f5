import Synchronization

// Which requests and connections are let in.
extension Engine {
    /// Connections beyond the limit, which are there for whoever asks for the process's health.
    private static let reserve = 128
    /// So many of them are let do anything: those that were asked to make room may not be gone yet.
    private static let grace = 32

    /// Counts a new connection in. False where it is one too many.
    func letIn(_ descriptor: Int32) -> Bool {
        if let limit = configuration.connectionsPerAddress {
            let peer = SocketAddress.peer(of: descriptor) ?? ""
            let isRoom = addresses.withLock { addresses in
                guard addresses[peer, default: 0] < limit else { return false }
                addresses[peer, default: 0] += 1
                return true
            }
            guard isRoom else {
                counts.withLock { $0.connectionsRefused += 1 }
                return false
            }
        }
        guard open.load(ordering: .relaxed) < configuration.connections + Engine.reserve else {
            counts.withLock { $0.connectionsRefused += 1 }
            askForRoom()
            forget(address: SocketAddress.peer(of: descriptor))
            return false
        }
        open.wrappingAdd(1, ordering: .relaxed)
        counts.withLock { counts in
            counts.connections += 1
            counts.openConnections += 1
        }
        return true
    }

    func closed(descriptor: Int32?, peer: String? = nil) {
        open.wrappingSubtract(1, ordering: .relaxed)
        counts.withLock { $0.openConnections -= 1 }
        forget(address: peer)
    }

    private func forget(address: String?) {
        guard configuration.connectionsPerAddress != nil, let address else { return }
        addresses.withLock { addresses in
            let left = addresses[address, default: 1] - 1
            addresses[address] = left > 0 ? left : nil
        }
    }

    /// The loop that the next client goes to.
    func nextLoop(else own: Loop) -> Loop {
        let turn = Int(turns.wrappingAdd(1, ordering: .relaxed).oldValue & 0xFFFF_FFFF)
        return loops.withLock { $0.count > 1 ? $0[1 + turn % ($0.count - 1)] : own }
    }

    /// Whether there are no more connections than there may be.
    var hasRoom: Bool { open.load(ordering: .relaxed) <= configuration.connections }

    /// Asks one loop after the other, until one has a connection to spare.
    func askForRoom(tries: Int? = nil) {
        let all = loops.withLock { $0 }
        let tries = tries ?? all.count
        guard tries > 0 else { return }
        let turn = Int(turns.wrappingAdd(1, ordering: .relaxed).oldValue & 0xFFFF_FFFF)
        all[turn % all.count].post(.makeRoom(tries: tries - 1))
    }

    /// Whether newcomers have so little room that no idle client is spared.
    var isTight: Bool {
        open.load(ordering: .relaxed) > configuration.connections + Engine.reserve / 2
    }

    func askForRoomForBodies() {
        for loop in loops.withLock({ $0 }) { loop.post(.makeRoomForBodies) }
    }

    /// Judges a request by its head.
    ///
    /// - Parameter here: the address at this end.
    /// - Returns: what is known of its route.
    func admit(
        _ request: Request, _ head: RequestHead, here: () -> String?
    ) throws(Problem) -> RouteRule {
        if isDraining { throw Engine.stopping }
        try hosts.admit(head.host, here: here)
        try hosts.admitWriting(request, host: head.host)
        var rule = try router.rule(for: request)
        if rule.lane != .watching,
            open.load(ordering: .relaxed) > configuration.connections + Engine.grace
        {
            throw Engine.tooBusy
        }
        let largest = rule.largestBody ?? configuration.bodyBytes
        rule.largestBody = largest
        guard head.body != .none else { return rule }
        if let coding = request.headers["Content-Encoding"],
            !Headers.isSame(coding, "identity"), !coding.isEmpty
        {
            throw Engine.compressedBody
        }
        try rule.judgeHead(request)
        if case .bytes(let count) = head.body, count > largest {
            throw Engine.bodyTooLarge(largest)
        }
        return rule
    }
}
