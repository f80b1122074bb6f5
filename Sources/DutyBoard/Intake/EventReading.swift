import Events
import HTTPServer
import Synchronization

/// Reads what a request brings: one event, a batch, or one event with its attributes in headers.
///
/// Source: CNCF, CloudEvents 1.0.2, HTTP protocol binding.
final class EventReading: Sendable {
    /// The bytes that a request may have: 16 MiB.
    static let largestBody = 16 << 20
    /// The events that a batch may have.
    static let largestBatch = 10_000

    /// Decoders keep their buffers, and one serves one request at a time.
    private struct Decoders {
        let event = EventDecoder()
        let batch = EventReading.decoder()
        let binary = BinaryEventDecoder()
    }

    private let decoders = Mutex(Decoders())
    /// The bytes of a batch up to which the decoder keeps its buffers.
    private static let keptBatch = 1 << 20

    private static func decoder() -> EventBatchDecoder {
        EventBatchDecoder(largest: largestBody, most: largestBatch)
    }

    /// Refuses what is of another type, or too large for one event, before its body is read.
    static func judgeHead(_ request: Request) throws(Problem) {
        let mode: ContentMode
        do throws(InvalidEvent) {
            mode = try contentMode(of: request)
        } catch {
            throw IntakeProblem.invalid(error)
        }
        guard mode != .unknown else { throw IntakeProblem.unknownType }
        guard mode != .batch, let length = request.headers["Content-Length"],
            let bytes = Int(length), bytes > EventDecoder.largestEvent
        else { return }
        throw IntakeProblem.eventTooLarge
    }

    /// The events of a request, all of them sound.
    ///
    /// - Throws: a `Problem` where one of them is not, and then none is taken.
    func events(in request: Request) throws -> [IncomingEvent] {
        guard request.body.count <= Self.largestBody else {
            throw IntakeProblem.tooLarge(
                "A request may have \(Self.largestBody) bytes. Send several smaller batches.")
        }
        let events: [IncomingEvent]?
        do {
            events = try read(request)
        } catch let error as InvalidEvent {
            throw IntakeProblem.invalid(error)
        }
        guard let events else { throw IntakeProblem.unknownType }
        return events
    }

    /// - Returns: nil for what is no event by its content type.
    private func read(_ request: Request) throws -> [IncomingEvent]? {
        switch try Self.contentMode(of: request) {
        case .structured: try one(request.body)
        case .batch: try batch(request.body)
        case .binary: try binary(request, try Self.contentType(of: request))
        case .unknown: nil
        }
    }

    private static func contentMode(of request: Request) throws(InvalidEvent) -> ContentMode {
        let hasAttributes = request.headers.fields.contains {
            HeaderAttributes.isAttribute($0.name, in: .http)
        }
        return try ContentMode(
            contentType: try contentType(of: request), hasAttributes: hasAttributes)
    }

    private static func contentType(of request: Request) throws(InvalidEvent) -> String? {
        let types = request.headers.values(of: "Content-Type")
        guard types.count <= 1 else {
            throw InvalidEvent(
                field: ContentMode.field, problem: "is stated twice", remedy: "state it once")
        }
        return types.first
    }

    private func one(_ body: [UInt8]) throws -> [IncomingEvent] {
        try checkSize(body)
        let event = try decoders.withLock { try $0.event.decode(body) }
        return [IncomingEvent(event: event, bytes: body)]
    }

    private func binary(_ request: Request, _ type: String?) throws -> [IncomingEvent] {
        try checkSize(request.body)
        var attributes = HeaderAttributes(.http)
        for field in request.headers.fields { try attributes.add(field.name, field.value.utf8) }
        let (event, bytes) = try decoders.withLock { decoders in
            try request.body.withUnsafeBytes {
                try decoders.binary.decode(attributes, data: $0, contentType: type)
            }
        }
        return [IncomingEvent(event: event, bytes: bytes)]
    }

    private func batch(_ body: [UInt8]) throws -> [IncomingEvent] {
        let results = try decoders.withLock { decoders in
            // One at a time, and what a large one needed does not stay.
            let batch = body.count > Self.keptBatch ? Self.decoder() : decoders.batch
            return try batch.decode(body)
        }
        var events: [IncomingEvent] = []
        var errors: [(index: Int, error: InvalidEvent)] = []
        for (index, result) in results.enumerated() {
            switch result {
            case .success(let element):
                events.append(IncomingEvent(event: element.event, bytes: element.bytes))
            case .failure(let error):
                errors.append((index, error))
            }
        }
        guard errors.isEmpty else { throw IntakeProblem.invalid(errors, of: results.count) }
        return events
    }

    private func checkSize(_ body: [UInt8]) throws {
        guard body.count <= EventDecoder.largestEvent else {
            throw IntakeProblem.eventTooLarge
        }
    }
}
