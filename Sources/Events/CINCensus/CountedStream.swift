internal import Foundation

/// A stream that counts what is read from it.
final class CountedStream: InputStream {
    private let stream: InputStream
    private let progress: (Int) -> Void
    private(set) var bytes = 0

    init(_ stream: InputStream, progress: @escaping (Int) -> Void) {
        self.stream = stream
        self.progress = progress
        super.init(data: Data())
    }

    override init?(url: URL) { nil }

    override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
        let count = stream.read(buffer, maxLength: maxLength)
        if count > 0 {
            bytes += count
            progress(bytes)
        }
        return count
    }

    override func open() { stream.open() }
    override func close() { stream.close() }
    override var hasBytesAvailable: Bool { stream.hasBytesAvailable }
    override var streamStatus: Stream.Status { stream.streamStatus }
    override var streamError: (any Error)? { stream.streamError }
}
