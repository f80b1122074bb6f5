import Casework
import Simulation
import Testing

@Suite struct DeterminismTests {
    @Test func `The same seed gives the same events, another seed gives others`() {
        let council = Example.council("E06000017")
        let once = Simulation(council: council, years: 2, seed: 5)
        let again = Simulation(council: council, years: 2, seed: 5)
        let other = Simulation(council: council, years: 2, seed: 6)
        #expect(once.events == again.events)
        #expect(once.truth.turns == again.truth.turns)
        #expect(once.truth.oddities == again.truth.oddities)
        #expect(once.events != other.events)
    }

    /// Swift seeds its hashing anew in every process, so a digest written down here fails as soon
    /// as the order of a dictionary or set finds its way into the events.
    @Test func `The events are the same in every process and on every machine`() {
        let simulation = Simulation(council: Example.council("E06000017"), years: 2, seed: 5)
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for event in simulation.events {
            let line = "\(event.time) \(event.id) \(event.childID.text) \(words(event.fact))"
            for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        #expect(
            digest == 5007320016805232151,
            "Seed 5. A change of the calibration changes it; nothing else may.")
    }

    @Test func `Numbers are those of SplitMix64`() {
        // The first outputs for seed 1234567, as the algorithm's authors' program prints them.
        var random = RandomSource(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    private func words(_ fact: Fact) -> String {
        let id = fact.record.id.text
        switch fact {
        case .contact(let contact):
            return "\(id) \(contact.receivedAt) \(contact.source.rawValue) "
                + (contact.outcome?.rawValue ?? "")
        case .referral(let referral):
            return "\(id) \(referral.receivedAt) \(referral.source.rawValue) "
                + (referral.primaryNeed?.rawValue ?? "")
        case .closure(let closure):
            return "\(id) \(closure.closedAt) \(closure.reason.rawValue)"
        case .retraction(let retraction):
            return "\(retraction.record.kind.rawValue) \(id)"
        }
    }
}
