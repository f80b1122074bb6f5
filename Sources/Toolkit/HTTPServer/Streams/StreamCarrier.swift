/// The connection that carries a stream, as the stream sees it.
struct StreamCarrier: Sendable {
    let loop: Loop
    let connection: UInt64

    /// Something is there to be read.
    func wake() { loop.post(.streams(connection)) }

    /// The client is to be let go.
    func hangUp() { loop.post(.hangUp(connection)) }
}
