/// What one system says of one person, as it was written. An empty text says nothing.
public struct Description: Hashable, Sendable {
    /// The system that says it: two records of one system are seldom one person.
    public var system: String
    public var given: String
    public var family: String
    /// A family name borne before.
    public var former: String
    /// Year, month and day, as 2019-03-31 or 20190331; or day, month and year, as 31/03/2019.
    public var born: String
    /// The expected date of a birth, written alike.
    public var due: String
    /// Beginning with M or F in either case; anything else says nothing.
    public var sex: String
    /// Lines, separated by commas, semicolons or line ends.
    public var address: String
    public var postcode: String
    /// Ten digits; a wrong check digit makes it say nothing.
    public var nhs: String
    /// Unique pupil number; a temporary one, which ends in a letter, says nothing.
    public var upn: String
    /// An identifier without a check digit.
    public var number: String

    public init(
        system: String = "", given: String = "", family: String = "", former: String = "",
        born: String = "", due: String = "", sex: String = "", address: String = "",
        postcode: String = "", nhs: String = "", upn: String = "", number: String = ""
    ) {
        self.system = system
        self.given = given
        self.family = family
        self.former = former
        self.born = born
        self.due = due
        self.sex = sex
        self.address = address
        self.postcode = postcode
        self.nhs = nhs
        self.upn = upn
        self.number = number
    }
}
