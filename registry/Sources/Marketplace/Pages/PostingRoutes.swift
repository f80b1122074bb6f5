import Catalogue
import CatalogueStore
import HTML
import HTTPServer
import Matching

// What can be written. The key comes in the form's body, each time.
extension Site {
    func addPosting(to router: inout Router) {
        let site = self
        router.onAPI(.get, "/problems/new") { _, _ in
            let present = site.desk.snapshot
            return site.response(ProblemForm(filled: Filled(), present: present).page, in: present)
        }
        router.onAPI(.post, "/problems/new") { request, _ in
            try await site.receive(problem: request, existing: nil)
        }
        router.onAPI(.post, "/problems/matches") { request, _ in
            let filled = Filled(try request.form)
            let present = site.desk.snapshot
            return try await site.desk.reading {
                .html(DraftMatches(filled: filled, present: present).html.bytes)
            }
        }
        router.onAPI(.get, "/problems/{id}/edit") { _, parameters in
            let (existing, present) = try site.problem(parameters)
            let form = ProblemForm(
                filled: Filled(existing), present: present, existing: existing)
            return site.response(form.page, in: present)
        }
        router.onAPI(.post, "/problems/{id}/edit") { request, parameters in
            let (existing, _) = try site.problem(parameters)
            return try await site.receive(problem: request, existing: existing)
        }
        router.onAPI(.get, "/solutions/new") { _, _ in
            let present = site.desk.snapshot
            return site.response(SolutionForm(filled: Filled(), present: present).page, in: present)
        }
        router.onAPI(.post, "/solutions/new") { request, _ in
            try await site.receive(solution: request, existing: nil)
        }
        router.onAPI(.get, "/solutions/{id}/edit") { _, parameters in
            let (existing, present) = try site.solution(parameters)
            let form = SolutionForm(
                filled: Filled(existing), present: present, existing: existing)
            return site.response(form.page, in: present)
        }
        router.onAPI(.post, "/solutions/{id}/edit") { request, parameters in
            let (existing, _) = try site.solution(parameters)
            return try await site.receive(solution: request, existing: existing)
        }
    }

    private func problem(
        _ parameters: Parameters
    ) throws -> (Versioned<Catalogue.Problem>, Snapshot) {
        let present = desk.snapshot
        guard let found = present.contents.problems[parameters["id"] ?? ""] else {
            throw HTTPServer.Problem(.notFound)
        }
        return (found, present)
    }

    private func solution(_ parameters: Parameters) throws -> (Versioned<Solution>, Snapshot) {
        let present = desk.snapshot
        guard let found = present.contents.solutions[parameters["id"] ?? ""] else {
            throw HTTPServer.Problem(.notFound)
        }
        return (found, present)
    }

    private func receive(
        problem request: Request, existing: Versioned<Catalogue.Problem>?
    ) async throws -> Response {
        let (present, filled) = (desk.snapshot, Filled(try request.form))
        var form = ProblemForm(filled: filled, present: present, existing: existing)
        form.showsMatches = true
        let draft = ProblemDraft(filled: filled)
        let id =
            try await self.id(
                of: existing, "\(filled.first(of: "council")) \(filled["title"])")
        switch filled["press"] {
        case "publish":
            switch draft.problem(id: id) {
            case .failure(let faults): form.faults = faults.faults
            case .success(let problem):
                form.faults = try await faults(of: problem, existing, filled, request)
                if form.faults.isEmpty { return .seeOther("/problems/\(id)") }
            }
        case "withdraw":
            form.faults = try await withdrawalFaults(existing, filled, request)
            if form.faults.isEmpty { return .seeOther("/problems/\(id)") }
        default: break
        }
        return response(
            form.page, in: present, status: form.faults.isEmpty ? .ok : .unprocessableContent)
    }

    private func receive(
        solution request: Request, existing: Versioned<Solution>?
    ) async throws -> Response {
        let (present, filled) = (desk.snapshot, Filled(try request.form))
        var form = SolutionForm(filled: filled, present: present, existing: existing)
        let id =
            try await self.id(
                of: existing, "\(filled.first(of: "supplier")) \(filled["name"])")
        if filled["press"] == "withdraw" {
            form.faults = try await withdrawalFaults(existing, filled, request)
            if form.faults.isEmpty { return .seeOther("/solutions/\(id)") }
        } else {
            switch SolutionDraft(filled: filled).solution(id: id) {
            case .failure(let faults): form.faults = faults.faults
            case .success(let solution):
                form.preview = solution
                if filled["press"] == "publish" {
                    form.faults = try await faults(of: solution, existing, filled, request)
                    if form.faults.isEmpty { return .seeOther("/solutions/\(id)") }
                }
            }
        }
        return response(
            form.page, in: present, status: form.faults.isEmpty ? .ok : .unprocessableContent)
    }

    /// Writes an entry; empty where it is written.
    private func faults<Value: Publishable>(
        of entry: Value, _ existing: Versioned<Value>?, _ filled: Filled,
        _ request: Request
    ) async throws -> [FormFault] {
        try await refused {
            let key = try door.key(shown: filled.text(KeyFields.name), in: request)
            _ = try await desk.put(
                entry, by: key,
                expecting: existing.map { .revision(filled.revision ?? $0.revision) } ?? .new)
        }
    }

    private func withdrawalFaults<Value: Publishable>(
        _ existing: Versioned<Value>?, _ filled: Filled,
        _ request: Request
    ) async throws -> [FormFault] {
        guard let existing else { return [] }
        guard filled.isTicked("sure") else {
            return [FormFault(field: "sure", message: "Tick that you want to withdraw it.")]
        }
        return try await refused {
            let key = try door.key(shown: filled.text(KeyFields.name), in: request)
            try await desk.withdraw(
                Value.self, existing.entry.id, by: key,
                expecting: .revision(filled.revision ?? existing.revision))
        }
    }

    /// What a refusal is to somebody with a form in front of them.
    private func refused(_ body: () async throws -> Void) async throws -> [FormFault] {
        do {
            try await body()
            return []
        } catch let refusal as Refusal {
            let message =
                switch refusal {
                case .keyMissing: "Write your organisation’s key: publishing needs it."
                default: "\(refusal)"
                }
            return [FormFault(field: KeyFields.name, message: message)]
        }
    }
}
