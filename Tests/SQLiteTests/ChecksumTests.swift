import Foundation
import Testing

@testable import SQLite

@Suite("Checksums of rows")
struct ChecksumTests {
    /// Values of the reference implementation, xxhsum 0.8.
    @Test("XXH64 is as its reference implementation has it, for every length of tail")
    func reference() {
        func checksum(_ text: String, seed: UInt64 = 0) -> UInt64 {
            Array(text.utf8).withUnsafeBytes { XXH64.checksum($0, seed: seed) }
        }
        #expect(checksum("") == 0xef46_db37_51d8_e999)
        #expect(checksum("a") == 0xd24e_c4f1_a98c_6e5b)
        #expect(checksum("abc") == 0x44bc_2cf5_ad77_0999)
        #expect(
            checksum("Nobody inspects the spammish repetition") == 0xfbce_a83c_8a37_8bf1)
    }

    @Test("SQL's row_checksum and the one in Swift say the same of every type of column")
    func agreement() throws {
        let database = try Database.inMemory()
        let found = try database.first(
            "SELECT row_checksum(?1, ?2, ?3, ?4, ?5, ?6)", Int64(-7), 1.5, "é", [UInt8]([0, 1, 2]),
            nil, [UInt8]()
        ) { $0.int64(0) }
        var checksum = RowChecksum()
        checksum.add(Int64(-7))
        checksum.add(1.5)
        checksum.add("é")
        [UInt8]([0, 1, 2]).withUnsafeBytes { checksum.add($0) }
        checksum.addNull()
        [UInt8]().withUnsafeBytes { checksum.add($0) }
        #expect(found == checksum.value)
    }

    @Test("Any one bit of a row changes its checksum")
    func bits() {
        let row = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        func checksum(_ bytes: [UInt8]) -> Int64 {
            var checksum = RowChecksum()
            checksum.add(Int64(5))
            bytes.withUnsafeBytes { checksum.add($0) }
            return checksum.value
        }
        var seen: Set<Int64> = [checksum(row)]
        for bit in 0..<row.count * 8 {
            var flipped = row
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(seen.insert(checksum(flipped)).inserted, "bit \(bit)")
        }
    }
}
