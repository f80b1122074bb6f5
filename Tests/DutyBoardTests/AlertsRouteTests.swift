import Access
import Events
import EventLog
import Reviews
import Casework
import Digests
import HTTPServer
import Testing

@testable import DutyBoard

@Suite struct AlertsRouteTests {
    @Test func `alerts are JSON, standing ones unless more is asked for`() async throws {
        let desk = try Desk()
        try desk.publish(alerts: [
            .sample(id: "a", child: "C-1", rule: "rapid-return"),
            .sample(id: "b", status: .withdrawn, child: "C-2", rule: "rapid-return"),
        ])
        try desk.follow()
        func ids(_ target: String) async -> [String?] {
            let alerts = await desk.get(target).json["alerts"] as? [[String: Any]]
            return alerts?.map { $0["alertId"] as? String } ?? [nil]
        }
        #expect(await ids("/alerts") == ["a"])
        #expect(await ids("/alerts?status=all") == ["a", "b"])
        let second = desk.digest.digest(of: "C-2")
        #expect(await ids("/alerts?child=\(second)") == [])
        #expect(await ids("/alerts?child=\(second)&status=all") == ["b"])
        #expect(await ids("/alerts?child=C-2&status=all") == [])
        #expect(await ids("/alerts?child=\(desk.digest.digest(of: "C-1"))") == ["a"])
        #expect(await ids("/alerts?child=nobody") == [])
    }
}
