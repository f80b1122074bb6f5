import Casework

/// How a household's episode goes: decided at once, assessed and found not in need, or an episode
/// of need.
struct Course: Sendable {
    let isNoFurtherAction: Bool
    let decision: Occurrence
    /// Whether the decision's date was kept.
    let isDecisionDated: Bool
    /// The day it is closed; nil where that is after the end.
    let closedOn: Int?
    /// nil where there is no closure record: the decision itself closed it.
    let reason: ClosureReason?
    /// The day it is opened again where it was closed while information was awaited.
    let reopensOn: Int?

    /// The closure's reason for one child: only one of a household leaves for good.
    func reason(isEldest: Bool) -> ClosureReason? {
        isForGood && !isEldest ? .servicesCeased : reason
    }

    /// Whether a child does not come back from here.
    var isForGood: Bool {
        switch reason {
        case .adopted, .died, .childArrangementsOrder, .specialGuardianship,
            .transferredToAdultCare:
            true
        default: false
        }
    }

    /// Why a return from here would be none.
    var falseLoop: FalseLoop? {
        if reopensOn != nil { return .reopened }
        return reason == .transferredToAuthority ? .transferred : nil
    }
}

/// Draws courses so that the council's shares come out.
struct Courses: Sendable {
    private var noFurtherAction: Quota
    private var notInNeed: Quota

    init(_ profile: CouncilProfile) {
        noFurtherAction = Quota(share: profile.noFurtherActionShare)
        notInNeed = Quota(share: profile.notInNeedShare)
    }

    /// Notes what was drawn for so many children.
    mutating func count(_ course: Course, children: Int) {
        noFurtherAction.count(course.isNoFurtherAction ? children : 0, of: children)
        let isNotInNeed =
            course.reason == .noActionAfterAssessment || course.reason == .earlyHelpAfterAssessment
        notInNeed.count(isNotInNeed ? children : 0, of: children)
    }

    /// The course of an episode that begins with this referral.
    func draw(
        after referral: Occurrence, _ timeline: Timeline, _ random: inout RandomSource
    ) -> Course {
        let decision = referral.decision(timeline, &random)
        let isDated = !random.chance(Handling.undatedShare)
        let day = referral.day

        func course(
            until closing: Int, _ reason: ClosureReason?, nfa: Bool = false, reopensOn: Int? = nil
        ) -> Course {
            Course(
                isNoFurtherAction: nfa, decision: decision, isDecisionDated: isDated,
                closedOn: closing < timeline.count ? closing : nil, reason: reason,
                reopensOn: reopensOn)
        }

        // One draw serves both shares, so that neither takes from the other.
        let isNFA = noFurtherAction.draw(&random)
        if isNFA { return course(until: isDated ? decision.day : day, nil, nfa: true) }
        let rest = 1 - noFurtherAction.share
        if notInNeed.draw(weight: rest > 0 ? 1 / rest : 1, &random) {
            let end = timeline.workingDay(
                after: max(day, decision.day), max(1, Handling.assessment.draw(&random)))
            return course(
                until: end,
                random.chance(Handling.earlyHelpShare)
                    ? .earlyHelpAfterAssessment : .noActionAfterAssessment)
        }
        if random.chance(Handling.pendingShare / max(0.2, rest - notInNeed.share)) {
            let end = max(day, decision.day) + random.within(Handling.pendingAfter)
            return course(
                until: end, .servicesCeased, reopensOn: end + random.within(Handling.pendingFor))
        }
        let end = max(decision.day, day + Handling.need.draw(&random))
        return course(until: timeline.workingDay(after: end, 1), Handling.reason.draw(&random))
    }
}
