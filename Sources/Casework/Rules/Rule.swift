/// One thing worth noticing in a child's story: what it adds to the score, and what a person
/// should be told.
///
/// A rule is a value whose fields are its settings, read from the section of the policy file that
/// bears its name. A new rule is one new file here, its name in `rulesInForce`, and its section in
/// the policy file.
public protocol Rule: Codable, Sendable {
    /// Lower case, with hyphens; it is part of every alert's identity and never changes.
    static var name: String { get }
    /// As people read it on the board.
    static var title: String { get }

    /// The rule's numbers, each with the values that make sense; others are refused when the policy
    /// is read.
    var limits: [Limit] { get }

    /// What the rule adds to the score of a story.
    func weigh(_ story: Story, under policy: Policy) -> [Contribution]

    /// The whole points that its contributions give on the day of a story, or fewer once they are as
    /// many as is asked for.
    func points(atLeast enough: Int, in story: Story, under policy: Policy) -> Int

    /// Whole points that it gives at a moment for what was heard alone, whatever else is recorded;
    /// 0 where that cannot be told, and fewer once they are as many as is asked for.
    func points(atLeast enough: Int, from heard: HeardRecords, at moment: Moment) -> Int

    /// What the rule has to say about a story.
    ///
    /// - Parameter scores: the child's score at this and at earlier moments.
    func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding]

    /// The next moment at which time alone changes what the rule adds or finds; nil where it
    /// never does.
    func nextChange(after story: Story, under policy: Policy) -> Moment?

    /// How many days after the latest date in a story the rule is done with it: from then on it
    /// finds nothing there and time alone changes nothing, whatever the story. 1 or more; nil where
    /// that never comes. A child whose story is older than every rule's reach needs no appraisal.
    func reach(under policy: Policy) -> Int?

    /// Why an alert of this rule no longer stands although its records are what they were.
    func lapse(of alert: Alert, in story: Story) -> String

    /// Why an alert of this rule no longer follows from its records.
    func correction(of alert: Alert, in story: Story) -> String
}

extension Rule {
    public func weigh(_ story: Story, under policy: Policy) -> [Contribution] { [] }

    public func points(atLeast enough: Int, in story: Story, under policy: Policy) -> Int {
        weigh(story, under: policy).reduce(0) { $0 + $1.points(on: story.today) }
    }

    public func points(
        atLeast enough: Int, from heard: HeardRecords, at moment: Moment
    ) -> Int { 0 }

    public func find(in story: Story, scores: Scores, under policy: Policy) -> [Finding] { [] }

    public func nextChange(after story: Story, under policy: Policy) -> Moment? { nil }

    public func reach(under policy: Policy) -> Int? { nil }

    public func lapse(of alert: Alert, in story: Story) -> String {
        "The time for which it counts has passed, with nothing new recorded."
    }

    public func correction(of alert: Alert, in story: Story) -> String {
        "The records were corrected, and it no longer follows from them."
    }

    /// The rule's name.
    public var name: String { Self.name }
}

/// The rules that there are, in the order in which people read them.
public let rulesInForce: [any Rule.Type] = [
    SecondLook.self,
    RapidReturn.self,
    RepeatLoop.self,
    Quickening.self,
    ContactsWithoutResponse.self,
    DecisionOverdue.self,
    ReReferral.self,
    FrontDoorActivity.self,
]
