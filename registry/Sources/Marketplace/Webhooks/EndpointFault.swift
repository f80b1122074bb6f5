internal import Catalogue
internal import WebhookSending

extension Endpoint.Fault {
    /// The fault as one of a webhook's address.
    var errors: EntryErrors {
        EntryErrors([EntryError(field: "address", fault: fault, remedy: remedy)])
    }
}
