import Testing

@testable import EventLog

@Suite("Kafka's partitions")
struct PartitioningTests {
    /// From Apache Kafka's own `UtilsTest.testMurmur2`.
    @Test(arguments: [
        ("21", -973_932_308),
        ("foobar", -790_332_482),
        ("a-little-bit-long-string", -985_981_536),
        ("a-little-bit-longer-string", -1_486_304_829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
        ("abc", 479_470_107),
    ])
    func `murmur2 is Kafka's`(key: String, hash: Int32) {
        #expect(Int32(bitPattern: Array(key.utf8).withUnsafeBytes(Partitioning.murmur2)) == hash)
    }

    @Test func `the sign is masked and not negated`() {
        // -973_932_308 & 0x7fffffff = 1_173_551_340
        #expect(Partitioning.partition(of: Array("21".utf8), among: 12) == 1_173_551_340 % 12)
    }

    @Test func `no key goes to the first partition`() {
        #expect(Partitioning.partition(of: nil, among: 12) == 0)
    }

    @Test func `keys spread over all partitions`() {
        let counts = (0..<12_000).reduce(into: [Int: Int]()) {
            $0[Partitioning.partition(of: Array("child-\($1)".utf8), among: 12), default: 0] += 1
        }
        #expect(counts.count == 12)
        #expect(counts.values.allSatisfy { (800...1_200).contains($0) })
    }
}
