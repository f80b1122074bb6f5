import Foundation
import Patience
import Testing

/// Where the log of a story is. What is told of the program is told of both; a story of the
/// embedded log's own files, or of Kafka's own ways, says so and stays there.
enum Place: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case embedded, kafka

    /// Those that are here.
    static let here = allCases.filter { $0 != .kafka || Broker.bootstrap != nil }

    var testDescription: String { rawValue }
}

/// Both places, or a report that one of them is not here.
@Suite(.waits) struct PlaceTests {
    @Test(.enabled(if: Broker.bootstrap != nil, "\(Broker.missing)"))
    func `every story that is told of the program is told on Kafka too`() {
        #expect(Place.here == Place.allCases)
    }
}
