import Casework

/// The households and children of a simulated council, and the identifiers they go by. They are
/// invented and say nothing.
struct Register: Sendable {
    private(set) var householdIDs: [HouseholdID] = []
    private(set) var childIDs: [ChildID] = []
    /// The household of each child.
    private(set) var householdOfChild: [Int32] = []
    var households: [Household] = []
    /// The last referral of each child; nil before the first.
    var lastReferrals: [LastReferral?] = []

    private static let firstNumber = 1_000_001

    /// Takes in a new household, and returns its number.
    mutating func add(size: Int, isProne: Bool) -> Int {
        let number = households.count
        households.append(
            Household(firstChild: Int32(childIDs.count), size: Int32(size), isProne: isProne))
        householdIDs.append(HouseholdID(Register.text("H", number)))
        for _ in 0..<size {
            childIDs.append(ChildID(Register.text("C", childIDs.count)))
            householdOfChild.append(Int32(number))
            lastReferrals.append(nil)
        }
        return number
    }

    /// An identifier: a letter and seven digits, so that text sorts as numbers do and Swift keeps
    /// it without an allocation.
    static func text(_ letter: String, _ number: Int) -> String {
        "\(letter)-\(firstNumber + number)"
    }
}
