import Foundation

/// Something that happens to a directory while nobody uses it.
package enum Damage: CaseIterable, Sendable {
    case flipInFile, flipInWAL, cutFile, cutWAL, removeWAL, zeroPage, olderCopy, olderCopyAlone
    case flipInMark, removeMark, removeFile

    /// Does it to a directory.
    ///
    /// - Parameters:
    ///   - name: the database's file.
    ///   - older: the directory as it was earlier.
    package func happen(
        to directory: String, name: String, mark: String, older: String,
        _ dice: inout some RandomNumberGenerator
    ) throws {
        let file = "\(directory)/\(name)"
        let wal = "\(file)-wal"
        let files = FileManager.default
        switch self {
        case .flipInFile: try Self.flip(file, &dice)
        case .flipInWAL: try Self.flip(wal, &dice)
        case .cutFile: try Self.cut(file, &dice)
        case .cutWAL: try Self.cut(wal, &dice)
        case .removeWAL: try files.removeItem(atPath: wal)
        case .zeroPage:
            try Self.change(file) { bytes in
                let page = Int.random(in: 0..<max(1, bytes.count / 8_192), using: &dice) * 8_192
                for place in page..<min(page + 8_192, bytes.count) { bytes[place] = 0 }
            }
        case .olderCopy:
            // The database with its write-ahead log, without the mark.
            for suffix in ["", "-wal", "-shm"] {
                try? files.removeItem(atPath: file + suffix)
                if files.fileExists(atPath: "\(older)/\(name)\(suffix)") {
                    try files.copyItem(
                        atPath: "\(older)/\(name)\(suffix)", toPath: file + suffix)
                }
            }
        case .olderCopyAlone:
            // The database alone, beside the newer write-ahead log.
            try files.removeItem(atPath: file)
            try files.copyItem(atPath: "\(older)/\(name)", toPath: file)
        case .flipInMark: try Self.flip("\(directory)/\(mark)", &dice, within: 600)
        case .removeMark: try files.removeItem(atPath: "\(directory)/\(mark)")
        case .removeFile: try files.removeItem(atPath: file)
        }
    }

    private static func flip(
        _ path: String, _ dice: inout some RandomNumberGenerator, within: Int = .max
    ) throws {
        try change(path) { bytes in
            for _ in 0..<Int.random(in: 1...4, using: &dice) where !bytes.isEmpty {
                let place = Int.random(in: 0..<min(within, bytes.count), using: &dice)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            }
        }
    }

    private static func cut(_ path: String, _ dice: inout some RandomNumberGenerator) throws {
        try change(path) { bytes in
            bytes.removeLast(
                bytes.isEmpty ? 0 : Int.random(in: 1...bytes.count, using: &dice))
        }
    }

    private static func change(_ path: String, _ body: (inout Data) throws -> Void) throws {
        var bytes = try Data(contentsOf: URL(filePath: path))
        try body(&bytes)
        try bytes.write(to: URL(filePath: path))
    }
}

/// SplitMix64: the same numbers for the same seed.
package struct Dice: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
