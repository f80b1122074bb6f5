/// At which versions of the catalogue the statistics of its words are taken: how many solutions have
/// a word, how long solutions are.
///
/// Scores compare only under the same statistics, and taking them anew touches every score. So they
/// are frozen, and taken anew once more than a tenth as many solutions have changed as there were.
/// When that is, the order of changes alone decides: whoever has the history comes to the same.
public struct StatisticsClock: Hashable, Sendable {
    /// The version whose solutions the statistics are of.
    public private(set) var frozenAt = 0
    private var solutionsThen = 0
    private var changesSince = 0

    public init() {}

    /// Says that a version changed a solution, catalogued one or took one out.
    ///
    /// - Parameter count: how many solutions there are from that version on.
    /// - Returns: whether the statistics are taken anew at that version.
    @discardableResult
    public mutating func solutionChanged(at version: Int, leaving count: Int) -> Bool {
        changesSince += 1
        guard changesSince * 10 > solutionsThen else { return false }
        (frozenAt, solutionsThen, changesSince) = (version, count, 0)
        return true
    }

    /// Takes a change of the catalogue, whatever it is of.
    ///
    /// - Parameter count: how many solutions there are from it on.
    /// - Returns: whether the statistics are taken anew at its version.
    @discardableResult
    public mutating func take(_ change: CatalogueChange, leaving count: Int) -> Bool {
        switch change.what {
        case .solution, .withdrawal(.solution, _):
            solutionChanged(at: change.version, leaving: count)
        default: false
        }
    }
}
