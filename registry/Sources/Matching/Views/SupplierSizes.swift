public import Catalogue

/// How many solutions of a list come from small and medium-sized enterprises, so that a small
/// supplier can see that it is not buried.
public struct SupplierSizes: Hashable, Sendable {
    public let solutions: Int
    /// Of those, how many state their supplier's size.
    public let stated: Int
    /// Of those, how many are not from a large one.
    public let fromSMEs: Int

    /// The SMEs' part of those whose supplier's size is stated; nil where none is.
    public var share: Double? { stated > 0 ? Double(fromSMEs) / Double(stated) : nil }

    public static func + (left: SupplierSizes, right: SupplierSizes) -> SupplierSizes {
        SupplierSizes(
            solutions: left.solutions + right.solutions, stated: left.stated + right.stated,
            fromSMEs: left.fromSMEs + right.fromSMEs)
    }
}

/// The SMEs' part of what is offered beside their part of what is shown.
public struct Exposure: Hashable, Sendable {
    public let catalogue: SupplierSizes
    /// The first ten for every open problem.
    public let firstTen: SupplierSizes
}

extension Matcher {
    func sizes(of solutions: [Solution]) -> SupplierSizes {
        let known = solutions.compactMap { contents.organisations[$0.supplier]?.entry.isSME }
        return SupplierSizes(
            solutions: solutions.count, stated: known.count, fromSMEs: known.count { $0 })
    }

    /// How SMEs fare over all open problems.
    public func exposure(on day: Day) -> Exposure {
        let none = SupplierSizes(solutions: 0, stated: 0, fromSMEs: 0)
        let firstTen = openProblems.reduce(none) { sum, problem in
            sum + shortlist(for: problem, Choices(day: day)).fairness
        }
        let all = contents.solutions.values.map(\.entry)
        return Exposure(catalogue: sizes(of: all), firstTen: firstTen)
    }

    /// The problems that stand, by id.
    public var openProblems: [Problem] {
        contents.problems.values.map(\.entry).filter(\.stands)
            .sorted { $0.id < $1.id }
    }
}
