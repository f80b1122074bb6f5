import Foundation

/// Where a board is served from a directory, for the commands that speak to whoever opens it.
extension DataDirectory {
    private var addressFile: String { "\(path)/board.address" }

    /// The address of the board that is being served, as its server left it; nil where none is, or
    /// nobody answers there any more.
    var servingAddress: String? {
        guard
            let text = try? String(contentsOfFile: addressFile, encoding: .utf8),
            let port = URLComponents(string: text)?.port.flatMap({ UInt16(exactly: $0) }),
            let descriptor = try? Loopback.connect(to: port)
        else { return nil }
        close(descriptor)
        return text
    }

    /// Leaves word of where the board is. Where that cannot be written, the board is served all the
    /// same.
    func leave(servingAddress: String) {
        try? servingAddress.write(toFile: addressFile, atomically: true, encoding: .utf8)
    }

    /// Takes that word back.
    func forgetServingAddress() { unlink(addressFile) }
}
