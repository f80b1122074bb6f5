import Casework

/// A council's morning: the children that the drawn board has, and a few more.
enum Northmoor {
    /// Closed twice and back twice; the last time this morning.
    static var back: Telling {
        var child = Telling("C-1029")
        child.contact("K1", on(5, 11, 2025), .school)
        child.contact("K2", on(11, 2, 2026), .police, .referral)
        child.referral(
            "R1", on(12, 2, 2026), .police, noFurtherAction: true, decided: on(6, 3, 2026),
            contact: "K2")
        child.contact("K3", on(2, 5, 2026), .healthVisitor)
        child.referral("R2", on(2, 6, 2026), .school, decided: on(3, 6, 2026))
        child.closure("R2", on(9, 10, 2026))
        child.contact("K4", on(12, 9, 2026), .school)
        child.contact("K5", at(20, 11, 2026, 9, 20), .police, .referral)
        child.referral("R3", at(20, 11, 2026, 9, 38), .police, contact: "K5")
        return child
    }

    /// Three contacts, and none became a referral.
    static var unheard: Telling {
        var child = Telling("C-2204")
        child.contact("K1", on(1, 6, 2025), .school)
        child.contact("K2", on(18, 9, 2026), .healthVisitor)
        child.contact("K3", on(20, 10, 2026), .school)
        child.contact("K4", on(17, 11, 2026), .generalPractitioner)
        return child
    }

    /// Nobody has decided yet.
    static var undecided: Telling {
        var child = Telling("C-0871")
        child.referral("R1", on(10, 1, 2025), .housing, decided: on(13, 1, 2025))
        child.closure("R1", on(1, 6, 2025), .servicesCeased)
        child.contact("K1", on(18, 11, 2026), .police, .referral)
        child.referral("R2", on(18, 11, 2026), .police, contact: "K1")
        return child
    }

    /// Back again and again, each time sooner.
    static var faster: Telling {
        var child = Telling("C-3340")
        child.referral("R1", on(4, 1, 2025), .school, decided: on(6, 1, 2025))
        child.closure("R1", on(20, 2, 2025))
        child.referral("R2", on(20, 9, 2025), .school, decided: on(22, 9, 2025))
        child.closure("R2", on(1, 12, 2025), .earlyHelpAfterAssessment)
        child.referral("R3", on(7, 3, 2026), .police, decided: on(9, 3, 2026))
        child.closure("R3", on(25, 10, 2026))
        child.referral("R4", on(18, 11, 2026), .healthVisitor, decided: on(19, 11, 2026))
        return child
    }

    /// Referred again, after a while.
    static var again: Telling {
        var child = Telling("C-1187")
        child.contact("K1", on(8, 4, 2026), .school, .referral)
        child.referral("R1", on(10, 4, 2026), .school, decided: on(13, 4, 2026), contact: "K1")
        child.closure("R1", on(20, 5, 2026), .servicesCeased)
        child.referral("R2", on(16, 11, 2026), .school, decided: on(17, 11, 2026))
        return child
    }

    /// Its last referral belongs to another child, as it turns out.
    static var mistaken: Telling {
        var child = Telling("C-5512")
        child.referral("R1", on(10, 7, 2026), .school, decided: on(13, 7, 2026))
        child.closure("R1", on(6, 11, 2026), .servicesCeased)
        child.referral("R2", on(18, 11, 2026), .school, decided: on(19, 11, 2026))
        return child
    }

    static var all: [Event] {
        [back, unheard, undecided, faster, again, mistaken].flatMap(\.events)
    }
}
