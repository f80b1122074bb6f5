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

        /// - Returns: nil where the bytes are not what `bytes` makes.
        init?(_ bytes: ArraySlice<UInt8>) {
            let words = bytes.withUnsafeBytes { bytes in
                (0..<bytes.count / 8).map {
                    UInt64(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
                }
            }
            guard words.count >= 4, words[0] == Self.sign, words[2] <= UInt64(words.count - 4) / 2
            else { return nil }
            let end = 3 + 2 * Int(words[2])
            let checksum = bytes.withUnsafeBytes {
                RowChecksum.of(UnsafeRawBufferPointer(rebasing: $0[..<(end * 8)]))
            }
            guard checksum == words[end] else { return nil }
            number = words[1]
            levels = Dictionary(
                stride(from: 3, to: end, by: 2).map {
                    (Int64(bitPattern: words[$0]), Int64(bitPattern: words[$0 + 1]))
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
