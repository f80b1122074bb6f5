import Catalogue
import Matching

// What pages ask of a snapshot besides.
extension Snapshot {
    var terms: Terms { .standard }

    func name(ofOrganisation id: String) -> String { contents.name(ofOrganisation: id) }

    func organisation(_ id: String) -> Organisation? { contents.organisations[id]?.entry }

    func solution(_ id: String) -> Solution? { contents.solutions[id]?.entry }

    func problem(_ id: String) -> Problem? { contents.problems[id]?.entry }

    func solutions(of supplier: String) -> [Solution] {
        contents.solutions.values.map(\.entry).filter { $0.supplier == supplier }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    func problems(of council: String) -> [Problem] {
        contents.problems.values.map(\.entry).filter { $0.council == council }
            .sorted { ($0.title, $0.id) < ($1.title, $1.id) }
    }

    func organisations(_ kind: Organisation.Kind) -> [Organisation] {
        contents.organisations.values.map(\.entry).filter { $0.kind == kind }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
}
