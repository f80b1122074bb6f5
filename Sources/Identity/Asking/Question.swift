/// Two people of the register who may be one: a possible match that a person decides.
public struct Question: Sendable {
    /// The records whose evidence is strongest, the smaller identifier first.
    public let one, other: String
    /// What their evidence says, in bits.
    public let score: Float
    /// Pairs of records that would be of one person.
    public let pairs: Int
    /// Why the machine did not join them although the evidence suffices; nil where it does not
    /// suffice.
    public let hindrance: Hindrance?
    /// Pairs of records times the probability that they are one person's: the most consequential
    /// question has the most.
    public let worth: Double
}
