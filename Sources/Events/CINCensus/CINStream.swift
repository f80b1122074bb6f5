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

    init(_ stream: InputStream, progress: @escaping (Int) -> Void) {
        self.stream = stream
        self.progress = progress
        super.init(data: Data())
    }

    override init?(url: URL) { nil }

    /// From now on the stream is at its end.
    func cut() { isCut = true }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
        var passed = 0
        while passed == 0, !isCut, gate.closed == nil {
            var held = gate.rest.count
            buffer.update(from: gate.rest, count: held)
            // The first piece is long enough for the declaration to be whole in it.
            let least = bytes == 0 ? min(XMLGate.longestDeclaration, maxLength) : held + 1
            while held < least {
                let count = stream.read(buffer + held, maxLength: maxLength - held)
                guard count > 0 else {
                    isCut = true
                    break
                }
                held += count
                bytes += count
            }
            passed = gate.pass(UnsafeBufferPointer(start: buffer, count: held))
            if isCut { gate.end() }
            progress(bytes)
        }
        return passed
    }

    override func open() { stream.open() }
    override func close() { stream.close() }
    override var hasBytesAvailable: Bool { !isCut && stream.hasBytesAvailable }
    override var streamStatus: Stream.Status { stream.streamStatus }
    override var streamError: (any Error)? { stream.streamError }
}
