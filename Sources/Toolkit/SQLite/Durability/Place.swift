extension HighWaterMark {
    /// One of the two places of a mark's file: a sign, a number that counts up, how many levels, the
    /// levels, the checksum of all that; each 8 bytes, the lowest first.
    struct Place {
        let number: UInt64
        let levels: Levels

        private static let sign: UInt64 = 0x314b_5241_4d4c_5153

        init(number: UInt64, levels: Levels) {
            (self.number, self.levels) = (number, levels)
        }

        /// How many bytes a place has that begins with these; nil where none does.
        static func length(_ bytes: [UInt8]) -> Int? {
            guard bytes.count >= 32, word(0, of: bytes) == sign, word(2, of: bytes) < 1 << 32
            else { return nil }
            return (4 + 2 * Int(word(2, of: bytes))) * 8
        }

        private static func word(_ index: Int, of bytes: [UInt8]) -> UInt64 {
            bytes.withUnsafeBytes {
                UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
        }

        /// - Returns: nil where the bytes are not what `bytes` makes.
        init?(_ bytes: [UInt8]) {
            guard let length = Self.length(bytes), length <= bytes.count else { return nil }
            let word = { Self.word($0, of: bytes) }
            let end = length / 8 - 1
            let checksum = bytes.withUnsafeBytes {
                RowChecksum.of(UnsafeRawBufferPointer(rebasing: $0[..<(end * 8)]))
            }
            guard checksum == word(end) else { return nil }
            number = word(1)
            levels = Dictionary(
                stride(from: 3, to: end, by: 2).map {
                    (Int64(bitPattern: word($0)), Int64(bitPattern: word($0 + 1)))
                }, uniquingKeysWith: max)
        }

        var bytes: [UInt8] {
            var words = [Self.sign, number, UInt64(levels.count)]
            for (id, level) in levels.sorted(by: { $0.key < $1.key }) {
                words += [UInt64(bitPattern: id), UInt64(bitPattern: level)]
            }
            var bytes: [UInt8] = []
            for word in words { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
            let checksum = bytes.withUnsafeBytes { RowChecksum.of($0) }
            withUnsafeBytes(of: checksum.littleEndian) { bytes += $0 }
            return bytes
        }

        func offset(_ spacing: Int) -> Int { Int(number % 2) * spacing }
    }
}
