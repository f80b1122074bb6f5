import Identity

/// SplitMix64, so that a seed in a failure message repeats the failure.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &self)]
    }
}

/// An invented council: households with brothers, sisters and twins, and what several systems wrote
/// of them with the slips that systems make.
struct SmallCouncil {
    struct Record {
        let id: String
        let description: Description
        /// Which child it is in truth.
        let child: Int
    }

    private(set) var records: [Record] = []
    private var dice: Dice
    private var children = 0

    static let given = """
        Oliver Amelia Mohammed Aisha Jakub Zuzanna Emmanuel Precious Arjan Simran Tobias Matilda \
        Elizabeth William Alexander Alexandra Ella Emma Hassan Fatima Erin Harry Henry Katherine
        """.split(separator: " ").map(String.init)
    static let family = """
        Smith Khan Kowalski Okafor Singh Farncombe Ashby-Hall O'Connor Taylor Begum Popescu Wyton \
        Brown Redbourn Chowdhury Mensah
        """.split(separator: " ").map(String.init)

    init(households: Int, seed: UInt64) {
        dice = Dice(seed)
        for _ in 0..<households { addHousehold() }
    }

    private mutating func addHousehold() {
        let street = dice.one(of: ["Larkspur Road", "Mill Lane", "Castle Avenue", "Station Road"])
        var home = Description(family: dice.one(of: SmallCouncil.family))
        home.address = "\(Int.random(in: 1...60, using: &dice)) \(street), Northwick"
        home.postcode = "NW\(Int.random(in: 1...9, using: &dice)) 3QD"
        var year = Int.random(in: 2006...2018, using: &dice)
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            home.born =
                "\(year)-\(Int.random(in: 10...12, using: &dice))-"
                + "\(Int.random(in: 10...28, using: &dice))"
            for _ in 0..<(dice.chance(12) ? 2 : 1) { addChild(home) }
            year += 2
        }
    }

    private mutating func addChild(_ home: Description) {
        var child = home
        child.given = dice.one(of: SmallCouncil.given)
        child.sex = dice.one(of: ["F", "M"])
        children += 1
        for system in ["health", "school", "case", "police"] where dice.chance(65) {
            var told = child
            told.system = system
            if dice.chance(10) { told.given += " " + dice.one(of: SmallCouncil.given) }
            if dice.chance(8) { told.given.removeLast() }
            if dice.chance(8) { told.born = "" }
            if dice.chance(5) { told.given = "Baby" }
            if dice.chance(5) { swap(&told.given, &told.family) }
            if dice.chance(10) { (told.address, told.postcode) = ("9 Far Street, Elsewhere", "") }
            records.append(
                Record(
                    id: "\(system)-\(records.count)", description: told, child: children))
        }
    }
}
