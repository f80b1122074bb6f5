/// What a council can spend.
public struct Budget: Hashable, Sendable {
    public enum Span: String, Hashable, Sendable, CaseIterable {
        case year = "Year"
        case total
    }

    public let amount: Amount
    public let currency: String
    public let per: Span

    init(fields: Fields) {
        amount = fields.amount("amount")
        currency = fields.currency("currency")
        per = fields.word("per", else: .total)
        fields.end("amount", "currency", "per")
    }

    var json: JSON {
        [
            "amount": .string("\(amount)"), "currency": .string(currency),
            "per": .string(per.rawValue),
        ]
    }
}
