import Casework
import Simulation
import Testing

@Suite struct CouncilProfileTests {
    @Test func `There are 151 councils, each with a code and a name of its own`() {
        #expect(CouncilProfile.all.count == 151)
        #expect(Set(CouncilProfile.all.map(\.code)).count == 151)
        #expect(Set(CouncilProfile.all.map(\.name)).count == 151)
    }

    @Test func `A council is found by code or by name, in any case`() {
        #expect(CouncilProfile.find("E09000012")?.name == "Hackney")
        #expect(CouncilProfile.find("hackney")?.code == "E09000012")
        #expect(CouncilProfile.find("Kingston upon Hull, City of")?.code == "E06000010")
        #expect(CouncilProfile.find("Hampshire") == nil)
    }

    @Test func `The councils add up to nearly all of England`() {
        // Hampshire and Herefordshire are missing.
        let sum = CouncilProfile.all.reduce(0) { $0 + $1.referrals }
        #expect((0.94..<1).contains(Double(sum) / Double(CouncilProfile.england.referrals)))
        #expect(abs(CouncilProfile.england.reReferralShare - 0.224) < 1e-9)
    }

    @Test func `Shares add up, also where the publisher suppressed some`() {
        for council in CouncilProfile.all + [.england] {
            #expect(abs(council.months.reduce(0, +) - 1) < 1e-9, "\(council.name)")
            #expect(abs(council.sources.values.reduce(0, +) - 1) < 1e-9, "\(council.name)")
            #expect(abs(council.needs.values.reduce(0, +) - 1) < 1e-9, "\(council.name)")
            #expect((0.05..<0.5).contains(council.reReferralShare), "\(council.name)")
            #expect((0..<0.9).contains(council.noFurtherActionShare + council.notInNeedShare))
        }
    }

    @Test func `A suppressed share is England's`() {
        let london = Example.council("E09000001")
        #expect(london.reReferralShare == CouncilProfile.england.reReferralShare)
        #expect(london.noFurtherActionShare == 0.508)
    }
}
