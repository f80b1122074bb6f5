public import Foundation

/// Reads a file of JSON lines, one event a line, in memory that does not grow with the file.
///
/// Blank lines are passed over; a line may end in LF, CR LF or, throughout a file, in CR alone; a byte
/// order mark at the start is not part
/// of the first.
public struct EventLines {
    /// A line of the file.
    public enum Line: Equatable {
        /// Its bytes, without its end.
        case event([UInt8])
        /// It has more bytes than `EventLines.longest`; it was passed over.
        case tooLong
    }

    /// The bytes that a line has at most: 2 MiB, twice an event's, for blanks around it.
    public static let longest = 2 << 20

    private let file: FileHandle
    private var piece: [UInt8] = []
    private var place = 0
    private var number = 0
    /// What ends a line here: LF, unless the first end of a line is a CR alone.
    private var ending = UInt8(ascii: "\n")
    /// Bytes of the file dealt with so far.
    public private(set) var bytesRead = 0

    public init(_ file: FileHandle) { self.file = file }

    /// What the file is instead, where it is not lines; to be asked before the first line.
    ///
    /// - Throws: what the file handle throws.
    public mutating func foreign() throws -> ForeignFile? {
        guard try refill() else { return nil }
        return ForeignFile(notLines: piece.prefix(4_096))
    }

    /// The next line that is not blank, with its number in the file, counted from 1; nil at the
    /// end.
    ///
    /// - Throws: what the file handle throws.
    public mutating func next() throws -> (number: Int, line: Line)? {
        while let line = try nextOfAny() {
            number += 1
            guard case .event(var bytes) = line else { return (number, line) }
            if number == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
            if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
            if bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
                return (number, .event(bytes))
            }
        }
        return nil
    }

    private mutating func nextOfAny() throws -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        while try refill() {
            let end = piece[place...].firstIndex(of: ending)
            let part = piece[place..<(end ?? piece.count)]
            if line.count + part.count > Self.longest {
                isTooLong = true
                line = []
            }
            if !isTooLong { line += part }
            place = (end ?? piece.count - 1) + 1
            if end != nil { return isTooLong ? .tooLong : .event(line) }
        }
        return isTooLong ? .tooLong : line.isEmpty ? nil : .event(line)
    }

    /// Whether there are bytes left, after reading some where those at hand are used up.
    private mutating func refill() throws -> Bool {
        guard place == piece.count else { return true }
        piece = Array(try file.read(upToCount: 64 << 10) ?? Data())
        place = 0
        if bytesRead == 0, let end = piece.firstIndex(where: { $0 == 0x0a || $0 == 0x0d }),
            piece[end] == 0x0d, end + 1 < piece.count, piece[end + 1] != 0x0a
        {
            ending = 0x0d
        }
        bytesRead += piece.count
        return !piece.isEmpty
    }
}
