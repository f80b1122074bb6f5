import Synchronization

// Clients that keep it waiting.
extension Connection {
    private static let lingerMayRest: UInt64 = 5_000_000_000

    /// Lets go whoever is too slow for the phase the connection is in.
    func look(at now: UInt64) {
        let limits = engine.patience
        switch phase {
        case .head where input.isEmpty && now > moved + limits.idle: close()
        case .greeting, .head, .skipping:
            if now > since + limits.request { letGo() }
        case .body(let upload):
            if now > upload.moved + limits.stalled {
                giveUp(upload, Engine.bodyStalled)
            } else if now > since + limits.request {
                letGo()
            }
        case .sending, .streaming:
            if !output.isEmpty, now > moved + limits.idle { letGo() }
        case .lingering(let until, _):
            if now > until || now > moved + Connection.lingerMayRest { close() }
        case .answering: break
        }
    }

    private func letGo() {
        engine.counts.withLock { $0.clientsLetGo += 1 }
        close()
    }

    /// Gives up a body that has not moved for a while, so that others have its room.
    func giveUpBody(idleAt now: UInt64) {
        guard case .body(let upload) = phase, upload.share.isLarge,
            now > upload.moved + engine.patience.stalled / 5
        else { return }
        giveUp(upload, Engine.noRoomForBodies)
    }
}
