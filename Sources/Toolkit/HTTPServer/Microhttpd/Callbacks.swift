import CMicrohttpd
import Synchronization

// What libmicrohttpd calls, on its own threads. The context is the engine, which the server keeps
// alive until the daemon has stopped; a request's is its exchange, held from `begin` to `complete`.

private func engine(_ context: UnsafeMutableRawPointer?) -> Engine {
    Unmanaged<Engine>.fromOpaque(context!).takeUnretainedValue()
}

/// The request line was read.
func begin(
    _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    // What is no UTF-8 is no path either, and is refused as such.
    let text = target.flatMap { String(validatingCString: $0) } ?? ""
    return Unmanaged.passRetained(Exchange(target: text)).toOpaque()
}

/// Called with the head alone, with each piece of the body, with none when the request is whole,
/// and once more when a suspended connection was resumed.
func answer(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?,
    _ count: UnsafeMutablePointer<Int>?,
    _ held: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let connection, let method, let count, let raw = held?.pointee else { return .NO }
    let engine = engine(context)
    let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()

    let (isNew, isReceiving) = exchange.state.withLock { state in
        if case .receiving = state.phase { (state.request == nil, true) } else { (false, false) }
    }
    if isNew {
        let (request, refusal) = engine.receiveHead(connection, method: method, of: exchange)
        exchange.state.withLock { $0.request = request }
        if let refusal { return engine.refuse(request, refusal, exchange, on: connection) }
        engine.letIn(exchange)
        return .YES
    }
    if count.pointee > 0 {
        let piece = UnsafeRawBufferPointer(start: data, count: count.pointee)
        count.pointee = 0
        return engine.receiveBody(piece, of: exchange) ? .YES : .NO
    }
    return isReceiving
        ? engine.start(exchange, on: connection) : engine.resumed(exchange, on: connection)
}

/// The request is over, answered or not.
func complete(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ held: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ reason: MHD_RequestTerminationCode
) {
    guard let connection, let raw = held?.pointee else { return }
    held?.pointee = nil
    let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeRetainedValue()
    engine(context).complete(
        exchange, on: connection, isShutdown: reason == .REQUEST_TERMINATED_DAEMON_SHUTDOWN)
}

/// A connection was opened or is about to be closed.
func notify(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ held: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_ConnectionNotificationCode
) {
    guard let connection, let held else { return }
    if code == .CONNECTION_NOTIFY_STARTED {
        held.pointee = Unmanaged.passRetained(engine(context).open(connection)).toOpaque()
    } else if let raw = held.pointee {
        held.pointee = nil
        engine(context).close(Unmanaged<Visit>.fromOpaque(raw).takeRetainedValue())
    }
}

/// The library has something to say.
func log(
    _ context: UnsafeMutableRawPointer?, _ format: UnsafePointer<CChar>?, _: CVaListPointer?
) {
    // The format alone: what would fill it in may be a client's address.
    guard let format else { return }
    engine(context).note(String(cString: format))
}
