import CKafka
import Foundation
import Testing

/// Which librdkafka it is that runs, where the environment says which it should be.
@Suite struct LibraryTests {
    private static let wanted = ProcessInfo.processInfo.environment["LIBRDKAFKA"]

    @Test(.enabled(if: wanted != nil, "LIBRDKAFKA asks for no version"))
    func `the librdkafka that was asked for is the one that runs`() {
        #expect(String(cString: rd_kafka_version_str()) == Self.wanted)
    }
}
