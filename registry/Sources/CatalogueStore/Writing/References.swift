internal import Catalogue
internal import SQLite

extension CatalogueTransaction {
    /// Entries name organisations; whoever is named must be there and be what the entry says. A council
    /// may be a supplier too: councils share what they have written.
    func requireOrganisation(_ id: String, _ kind: Organisation.Kind, for field: String) throws {
        let latest = try Reading(database: database).latest(.organisation, id)
        guard let body = latest?.body else {
            throw EntryErrors([
                EntryError(
                    field: field, fault: "There is no organisation “\(id)”.",
                    remedy: "Catalogue it first, or mend the id.")
            ])
        }
        let organisation = try Organisation(json: JSON(parsing: body))
        guard organisation.kind == kind || kind == .supplier else {
            throw EntryErrors([
                EntryError(
                    field: field, fault: "“\(id)” is a \(organisation.kind.rawValue).",
                    remedy: "Name a \(kind.rawValue).")
            ])
        }
    }

    func requireNoEntries(of organisation: String) throws {
        let entry = try database.first(
            """
            SELECT kind || ' ' || id FROM current
            WHERE kind IN ('solution', 'problem')
                AND coalesce(body ->> 'supplier', body ->> 'council') = ?1 LIMIT 1
            """, organisation
        ) { $0.text(0) }
        guard let entry else { return }
        throw EntryErrors([
            EntryError(
                field: "id", fault: "The \(entry) belongs to it.", remedy: "Withdraw that first.")
        ])
    }

    func index(_ solution: Solution) throws {
        try unindex(solution.id)
        try database.run("INSERT INTO solution_row (id) VALUES (?1)", solution.id)
        try database.run(
            """
            INSERT INTO solution_words
                (rowid, name, problems_tackled, summary, features, benefits, description)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """, database.lastInsertedRow, solution.name,
            solution.problemsTackled.joined(separator: "\n"), solution.summary,
            solution.features.joined(separator: "\n"), solution.benefits.joined(separator: "\n"),
            solution.description)
    }

    func unindex(_ solution: String) throws {
        let row = try database.first(
            "DELETE FROM solution_row WHERE id = ?1 RETURNING row", solution
        ) { $0.int64(0) }
        if let row { try database.run("DELETE FROM solution_words WHERE rowid = ?1", row) }
    }
}
