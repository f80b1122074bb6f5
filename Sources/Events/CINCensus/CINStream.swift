internal import Foundation

/// The bytes of a return on their way to the XML parser: counted, held to what may pass, and cut
/// off when enough has been read.
///
/// Cutting off is how the parser is ended: its own `abortParsing` crashes libxml2 when it is called
/// from within an error.
final class CINStream: InputStream {
    private let stream: InputStream
    private let progress: (Int) -> Void
    private(set) var gate = XMLGate()
    private(set) var bytes = 0
    private var isCut = false
    private var isAtEnd = false
    /// What may pass and has not been read yet, from a place on.
    private var passed: [UInt8] = []
    private var place = 0

    private static let pieceLength = 65_536

    init(_ stream: InputStream, progress: @escaping (Int) -> Void) {
        self.stream = stream
        self.progress = progress
        super.init(data: Data())
    }

    override init?(url: URL) { nil }

    /// From now on the stream is at its end.
    func cut() { isCut = true }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
        while place == passed.count, !isCut, !isAtEnd, gate.closed == nil { fill() }
        guard !isCut, place < passed.count else { return 0 }
        let count = min(maxLength, passed.count - place)
        passed.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            buffer.update(from: start + place, count: count)
        }
        place += count
        return count
    }

    private func fill() {
        var count = 0
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceLength) { space, length in
            guard let start = space.baseAddress else { return }
            count = max(0, stream.read(start, maxLength: Self.pieceLength))
            length = count
        }
        bytes += count
        isAtEnd = count == 0
        passed = isAtEnd ? gate.end() : gate.pass(piece)
        place = 0
        progress(bytes)
    }

    override func open() { stream.open() }
    override func close() { stream.close() }
    override var hasBytesAvailable: Bool {
        !isCut && (place < passed.count || !isAtEnd && gate.closed == nil)
    }
    override var streamStatus: Stream.Status { stream.streamStatus }
    override var streamError: (any Error)? { stream.streamError }
}
