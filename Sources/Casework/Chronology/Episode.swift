/// A referral until its closure. A referral decided "no further action" is an episode too; it
/// closes on its closure record, else on its decision, else on the day it was received.
///
/// Referrals of one child on one day are one episode (`Episode.all`): it is open while any of them
/// is, and ends with the last of them.
public struct Episode: Hashable, Sendable {
    /// The referral that opened it: of several on one day, the first.
    public let referral: Referral
    /// The further referrals of the same child on the same day. They are counted apart and never as
    /// re-referrals.
    public let duplicates: [Referral]
    /// How it ended; nil while it is open.
    public let ending: Ending?
    /// Which of the referrals it went on with: 0 is the first, 1 the first of the duplicates.
    private let leadIndex: Int

    /// The referral that it went on with: of several on one day the one that is open, else the one
    /// that ended last.
    public var lead: Referral { leadIndex == 0 ? referral : duplicates[leadIndex - 1] }

    /// All of its referrals, by the date received, then by id.
    public var referrals: [Referral] { [referral] + duplicates }

    /// The day the referral was received.
    public var openedOn: Day { referral.receivedAt.day }

    /// The main need: that of the referral it went on with, else the first that was recorded.
    public var primaryNeed: PrimaryNeed? {
        lead.primaryNeed ?? referral.primaryNeed
            ?? duplicates.lazy.compactMap(\.primaryNeed).first
    }

    /// The bodies that referred, each once, the first first.
    public var bodies: [ReferralSource.Body] {
        guard !duplicates.isEmpty else { return [referral.source.body] }
        var bodies: [ReferralSource.Body] = []
        for referral in referrals where !bodies.contains(referral.source.body) {
            bodies.append(referral.source.body)
        }
        return bodies
    }

    /// Its referrals as evidence, in the order received: the first eight, and the one it went on
    /// with.
    public var evidence: [RecordReference] {
        guard !duplicates.isEmpty else { return [referral.reference] }
        return referrals.enumerated()
            .filter { $0.offset < Episode.evidenceAtMost || $0.offset == leadIndex }
            .map(\.element.reference)
    }

    private static let evidenceAtMost = 8

    /// How an episode ended.
    public struct Ending: Hashable, Sendable {
        /// The record that says so: the closure, or the referral that was decided without one.
        public let record: RecordReference
        /// When it was closed.
        public let date: CaseDate
        /// The closure's reason; nil where a referral ended without a closure record.
        public let reason: ClosureReason?
        /// Whether the referral was decided "no further action".
        public let noFurtherAction: Bool
        /// Whether it was closed while information was still awaited.
        public let pendingInformation: Bool

        /// The day it was closed, in London.
        public var day: Day { date.day }

        /// Whether a person judged the case not yet serious enough: no further action, or closed
        /// after assessment with nothing more (RC8) or with early help (RC9).
        public var isNotYetSerious: Bool {
            noFurtherAction || reason == .noActionAfterAssessment
                || reason == .earlyHelpAfterAssessment
        }

        /// How it was closed, in plain words, in lower case.
        public var words: String {
            if let reason, !noFurtherAction { return reason.words }
            return "no further action"
        }
    }

    /// - Parameter parts: the referrals of one day that are one episode, in order; not empty.
    init(_ parts: ArraySlice<ReferralCourse>) {
        var lead = parts.startIndex
        for index in parts.indices.dropFirst() where parts[index].outlasts(parts[lead]) {
            lead = index
        }
        referral = parts[parts.startIndex].referral
        duplicates = parts.dropFirst().map(\.referral)
        ending = parts[lead].ending
        leadIndex = lead - parts.startIndex
    }

    /// The episodes of these referrals, by the day they were received.
    ///
    /// Referrals of one day are one episode, unless their times of day tell that one came after the
    /// others had ended: closed at ten, back at four.
    static func all(of referrals: [Referral], closures: [RecordID: Closure]) -> [Episode] {
        let courses = referrals.sorted { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
            .map { ReferralCourse($0, closures[$0.id]) }
        guard let opening = courses.first else { return [] }
        var episodes: [Episode] = []
        var (first, story) = (0, ReferralStory(opening))
        for index in courses.indices.dropFirst() {
            if story.includes(courses[index]) {
                story.add(courses[index])
            } else {
                episodes.append(Episode(courses[first..<index]))
                (first, story) = (index, ReferralStory(courses[index]))
            }
        }
        episodes.append(Episode(courses[first...]))
        return episodes
    }
}
